import { err, ok, type Result } from '../../core/base';
import { isOfFamily, type PenRange, type PenTabletDefinition } from '../device';
import type { Framer } from '../report';
import { COMMAND as ISDV4, isdv4Framer, isdv4Query } from '../report/isdv4';
import { topazFramer } from '../report/topaz';
import {
  coordinatesOf,
  LineReader,
  pressureMaxOf,
  resolutionOf,
  COMMAND as WACOM_IV,
  wacomIvFramer,
} from '../report/wacom-iv';
import type { Transport } from '../transport';
import { askSerial } from './ask-serial';

/** What a pad told when it was started. */
interface Started {
  readonly range: PenRange;
  readonly firmware?: string;
}

/** How a family of serial tablets is started, cut into packets, wiped and let go. */
export interface SerialFamily {
  readonly framer: Framer;
  readonly start: (transport: Transport) => Promise<Result<Started>>;
  /** Wipes the pad's own screen, where it has one. */
  readonly wipe?: Uint8Array;
  /** Sent before the port is closed. */
  readonly farewell?: Uint8Array;
}

/** Undefined for a family that does not speak over a serial port in this way. */
export function serialFamilyOf(definition: PenTabletDefinition): SerialFamily | undefined {
  if (isOfFamily(definition, 'topaz')) return topaz(definition);
  if (isOfFamily(definition, 'isdv4')) return isdv4(definition);
  if (isOfFamily(definition, 'wacom-iv')) return wacomIv(definition);
  return undefined;
}

const ascii = (text: string): Uint8Array => Uint8Array.from(text, (letter) => letter.charCodeAt(0));

/** Streams from the moment the port is open and answers nothing: there is nobody to ask. */
const topaz = ({ codec, hasScreen }: PenTabletDefinition<'topaz'>): SerialFamily => ({
  framer: topazFramer(codec.format),
  start: async () => ok({ range: codec.range }),
  // Ctrl-D: clear, then ink that the next clear takes away (l1n/topaz-dext, "LCD Control Characters")
  ...(hasScreen ? { wipe: Uint8Array.of(0x04) } : {}),
});

const isdv4 = ({ codec }: PenTabletDefinition<'isdv4'>): SerialFamily => ({
  framer: isdv4Framer(),
  farewell: Uint8Array.of(ISDV4.stop),
  async start(transport) {
    const framer = isdv4Framer();
    const answer = await askSerial(transport, Uint8Array.of(ISDV4.stop, ISDV4.query), (chunk) => {
      let found: ReturnType<typeof isdv4Query>;
      framer.push(chunk, (packet) => {
        found ??= isdv4Query(packet);
      });
      return found;
    });
    if (!answer.ok) return answer;
    const { xMax, yMax, pressureMax, version } = answer.value;
    if (xMax === 0 || yMax === 0 || pressureMax === 0) return err('DEVICE_GARBLED', 'a pen without a size');
    const started = await transport.write(Uint8Array.of(ISDV4.start));
    if (!started.ok) return started;
    return ok({ range: { xMax, yMax, pressureMax, unitsPerInch: codec.unitsPerInch }, firmware: `${version}` });
  },
});

const wacomIv = ({ codec }: PenTabletDefinition<'wacom-iv'>): SerialFamily => ({
  framer: wacomIvFramer(codec.layout),
  farewell: ascii(WACOM_IV.stop),
  async start(transport) {
    const ask = (command: string, letter: '#' | 'R' | 'C'): Promise<Result<string>> => {
      const line = new LineReader(letter);
      return askSerial(transport, ascii(command), (chunk) => line.push(chunk));
    };
    const model = await ask(WACOM_IV.reset + WACOM_IV.stop + WACOM_IV.model, '#');
    if (!model.ok) return model;
    if (!model.value.startsWith(codec.modelPattern)) return err('DEVICE_WRONG', model.value);
    const configuration = await ask(WACOM_IV.configuration, 'R');
    if (!configuration.ok) return configuration;
    const coordinates = await ask(WACOM_IV.coordinates, 'C');
    if (!coordinates.ok) return coordinates;
    const size = coordinatesOf(coordinates.value);
    const unitsPerInch = resolutionOf(configuration.value);
    if (size === undefined || unitsPerInch === undefined) return err('DEVICE_GARBLED', 'a tablet without a size');
    const begun = await transport.write(ascii(codec.layout.tilt ? WACOM_IV.setUpWithTilt : WACOM_IV.setUp));
    if (!begun.ok) return begun;
    const range = { ...size, pressureMax: pressureMaxOf(codec.layout), unitsPerInch };
    return ok({ range, firmware: model.value.split(',')[1] ?? model.value });
  },
});
