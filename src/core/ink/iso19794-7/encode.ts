import { attempt, concat, Refusal, type Result } from '../../base';
import type { CaptureDevice, InkCapture } from '../capture';
import type { PenSample } from '../pen-sample';
import { encodeExtended } from './extended';
import {
  ATTRIBUTE,
  CHANNELS,
  type ChannelDescription,
  type ChannelName,
  encodeScaling,
  FORMAT_IDENTIFIER,
  MAX_POINTS,
  SIGNED,
  SIGNED_OFFSET,
  STANDARD_VERSION,
} from './format';

interface Column extends ChannelDescription {
  readonly value: (sample: PenSample, index: number) => number;
}

/**
 * A capture as a full format record: X, Y (y upwards as the standard has it), T or DT, F, S, tilt where there is one, and
 * both clocks exactly in the extended data. T counts milliseconds of the device's clock, of the host's where it has
 * none; a capture over 65 s is written with DT. Errors: INK_EMPTY, INK_TOO_LONG.
 */
export function encodeIso19794_7(capture: InkCapture): Result<Uint8Array> {
  return attempt(() => {
    const { samples } = capture;
    if (samples.length === 0) throw new Refusal('INK_EMPTY');
    if (samples.length > MAX_POINTS) throw new Refusal('INK_TOO_LONG', `${samples.length} samples`);
    const columns = columnsOf(capture);
    const extended = encodeExtended(samples);
    const hasExtended = extended.length <= 0xffff;
    return concat([
      header(columns),
      body(columns, samples, hasExtended),
      hasExtended ? word(extended.length) : empty,
      ...(hasExtended ? [extended] : []),
    ]);
  });
}

const empty = new Uint8Array(0);
const word = (value: number): Uint8Array => Uint8Array.of(value >> 8, value & 0xff);

function columnsOf(capture: InkCapture): Column[] {
  const { device, samples } = capture;
  const x = origin(device.xMax);
  const y = origin(device.yMax);
  const columns: Column[] = [
    { name: 'X', ...axis(device.xMax, device.widthUm, x), value: (sample) => x + sample.xRaw },
    { name: 'Y', ...axis(device.yMax, device.heightUm, y), value: (sample) => y + device.yMax - sample.yRaw },
    timeColumn(device, samples),
  ];
  if (device.pressureMax > 0)
    columns.push({ name: 'F', minimum: 0, maximum: device.pressureMax, value: (sample) => sample.pressureRaw });
  columns.push({ name: 'S', value: (sample) => (sample.tipSwitch ? 1 : 0) });
  if (samples.every((sample) => sample.xTilt !== undefined && sample.yTilt !== undefined)) {
    columns.push({ name: 'TX', scaling: 1, value: (sample) => sample.xTilt as number });
    columns.push({ name: 'TY', scaling: 1, value: (sample) => -(sample.yTilt as number) });
  }
  return columns;
}

/** Raw values start at 0; only a range over 32767 is moved down to fit the signed channel, and says so in its minimum. */
const origin = (max: number): number => (max <= 0x7fff ? 0 : -SIGNED_OFFSET);

const axis = (max: number, sizeUm: number, from: number) => ({
  scaling: (max * 1000) / sizeUm,
  minimum: from,
  maximum: from + max,
});

function timeColumn(device: CaptureDevice, samples: readonly PenSample[]): Column {
  const tick = device.deviceTickUs;
  const hasDeviceClock = tick !== undefined && samples.every((sample) => sample.deviceTime !== undefined);
  const ms = hasDeviceClock
    ? samples.map((sample) => Math.round(((sample.deviceTime as number) * (tick as number)) / 1000))
    : samples.map((sample) => Math.round(sample.hostTimeUs / 1000));
  const start = ms[0] as number;
  if ((ms.at(-1) as number) - start <= 0xffff)
    return { name: 'T', scaling: 1000, value: (_, index) => (ms[index] as number) - start };
  return {
    name: 'DT',
    scaling: 1000,
    value: (_, index) => (index === 0 ? 0 : (ms[index] as number) - (ms[index - 1] as number)),
  };
}

function header(columns: readonly Column[]): Uint8Array {
  const names = new Set<ChannelName>(columns.map((column) => column.name));
  const inclusion = CHANNELS.reduce((bits, name, index) => (names.has(name) ? bits | (0x8000 >> index) : bits), 0);
  return concat([FORMAT_IDENTIFIER, STANDARD_VERSION, word(inclusion), ...columns.map(description), Uint8Array.of(0)]);
}

function description(column: Column): Uint8Array {
  const preamble =
    (column.scaling === undefined ? 0 : ATTRIBUTE.scaling) |
    (column.minimum === undefined ? 0 : ATTRIBUTE.minimum) |
    (column.maximum === undefined ? 0 : ATTRIBUTE.maximum);
  return concat([
    Uint8Array.of(preamble),
    column.scaling === undefined ? empty : word(encodeScaling(column.scaling)),
    column.minimum === undefined ? empty : word(stored(column.name, column.minimum)),
    column.maximum === undefined ? empty : word(stored(column.name, column.maximum)),
  ]);
}

function stored(name: ChannelName, value: number): number {
  const word16 = SIGNED.has(name) ? value + SIGNED_OFFSET : value;
  if (!Number.isInteger(word16) || word16 < 0 || word16 > 0xffff) throw new Refusal('INK_TOO_LONG', `channel ${name}`);
  return word16;
}

function body(columns: readonly Column[], samples: readonly PenSample[], extended: boolean): Uint8Array {
  const out = new Uint8Array(4 + samples.length * columns.length * 2);
  const view = new DataView(out.buffer);
  view.setUint32(0, samples.length);
  out[0] = extended ? 1 : 0;
  let at = 4;
  samples.forEach((sample, index) => {
    for (const column of columns) {
      view.setUint16(at, stored(column.name, column.value(sample, index)));
      at += 2;
    }
  });
  return out;
}
