import { readFile } from 'node:fs/promises';
import {
  type DeviceDefinition,
  definitionById,
  definitionByUsb,
  HID_PEN,
  type PenTabletDefinition,
} from '../../drivers/device';
import { type PenReader, penReaderOf } from '../../drivers/pen-tablet';
import { type HidRecording, parseHidrawText, type RecordedHid } from '../../drivers/recording';
import { penLayout } from '../../drivers/report/hid-digitizer';
import type { CliIo } from '../io';
import { EXIT_USAGE } from '../verb';
import type { TraceAction } from './action';

const EXIT_UNREADABLE = 3;

/** The definition that reads a recorded device: the one asked for, else the one of its USB ids, else what its descriptor says. */
function definitionOf(device: RecordedHid, asked: string | undefined): PenTabletDefinition | undefined {
  const found =
    asked === undefined ? definitionByUsb('hid', device.vendorId, device.productId)?.definition : named(asked);
  if (found?.kind === 'pen-tablet') return found;
  const { reportDescriptor } = device;
  const isPen = asked === undefined && reportDescriptor !== undefined && penLayout(reportDescriptor).ok;
  return isPen ? HID_PEN : undefined;
}

function named(id: string): DeviceDefinition | undefined {
  const found = definitionById(id);
  return found.ok ? found.value : undefined;
}

/** A reader for each device of a recording; undefined for those that no definition knows. */
const readersOf = (recording: HidRecording, asked: string | undefined): (PenReader | undefined)[] =>
  recording.devices.map((device) => {
    const definition = definitionOf(device, asked);
    return definition && penReaderOf(definition, device.reportDescriptor);
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
