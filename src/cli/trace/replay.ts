import { readFile } from 'node:fs/promises';
import { err, ok, type Result } from '../../core/base';
import { definitionById, definitionByUsb, type PenTabletDefinition } from '../../drivers/device';
import { type PenReader, penReaderOf } from '../../drivers/pen-tablet';
import { type HidRecording, parseHidrawText } from '../../drivers/recording';
import type { CliIo } from '../io';
import { EXIT_USAGE } from '../verb';
import type { TraceAction } from './action';

const EXIT_UNREADABLE = 3;

/** The definition that reads a recorded device: the one asked for, else the one that claims its USB ids. */
function definitionOf(device: HidRecording['devices'][number], asked: string | undefined): Result<PenTabletDefinition> {
  const found =
    asked === undefined ? definitionByUsb('hid', device.vendorId, device.productId)?.definition : definitionById(asked);
  const definition = found !== undefined && 'ok' in found ? (found.ok ? found.value : undefined) : found;
  return definition?.kind === 'pen-tablet' ? ok(definition) : err('DEVICE_UNKNOWN_DEFINITION', asked ?? device.name);
}

/** A reader for each device of a recording; undefined for those that no definition knows. */
const readersOf = (recording: HidRecording, asked: string | undefined): (PenReader | undefined)[] =>
  recording.devices.map((device) => {
    const definition = definitionOf(device, asked);
    return definition.ok ? penReaderOf(definition.value) : undefined;
  });

function print(recording: HidRecording, readers: readonly (PenReader | undefined)[], io: CliIo): number {
  let samples = 0;
  for (const { device, timeUs, bytes } of recording.reports) {
    const sample = readers[device]?.read(bytes, timeUs);
    if (sample === undefined) continue;
    samples += 1;
    io.out(JSON.stringify(sample));
  }
  return samples;
}

/** `trace replay`: a public recording through our own decoder, so that anyone can hold it against another one. */
export const replayAction: TraceAction = {
  name: 'replay',
  usage: 'trace replay --format hidraw [--definition ID] FILE',
  summary: {
    zh: '解读 hid-recorder 录下的报告（R:/E: 文本），每个采样输出一行 JSON',
    en: 'reads the reports of a hid-recorder text (R:/E: lines), prints each sample as a line of JSON',
  },
  async run(values, positionals, io) {
    const [file] = positionals;
    const asked = values['definition'];
    if (file === undefined || positionals.length > 1 || values['format'] !== 'hidraw') {
      io.error(`inkwitness ${replayAction.usage}`);
      return EXIT_USAGE;
    }
    const text = await readFile(file, 'utf8').catch(() => undefined);
    if (text === undefined) {
      io.error(`CLI_FILE_UNREADABLE ${file}`);
      return EXIT_UNREADABLE;
    }
    const recording = parseHidrawText(text);
    if (!recording.ok) {
      io.error(`${recording.error.code} ${recording.error.detail ?? ''}`);
      return EXIT_UNREADABLE;
    }
    const readers = readersOf(recording.value, typeof asked === 'string' ? asked : undefined);
    if (readers.every((reader) => reader === undefined)) {
      io.error(`DEVICE_UNKNOWN_DEFINITION ${recording.value.devices.map(({ name }) => name ?? '?').join(', ')}`);
      return EXIT_USAGE;
    }
    const samples = print(recording.value, readers, io);
    io.error(`${recording.value.reports.length} reports, ${samples} samples`);
    return 0;
  },
};
