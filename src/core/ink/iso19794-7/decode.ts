import { attempt, equal, Refusal, type Result } from '../../base';
import {
  ATTRIBUTE,
  CHANNELS,
  type ChannelDescription,
  type ChannelName,
  decodeScaling,
  FORMAT_IDENTIFIER,
  type Iso19794_7Record,
  MAX_POINTS,
  SIGNED,
  SIGNED_OFFSET,
  STANDARD_VERSION,
} from './format';

/**
 * Reads any full format record. Writers in the field disagree whether S takes one or two bytes: the width with which the
 * record ends exactly at its last byte is taken. Errors: INK_ISO_DAMAGED, INK_ISO_UNSUPPORTED.
 */
export function decodeIso19794_7(bytes: Uint8Array): Result<Iso19794_7Record> {
  return attempt(() => {
    const reader = new Reader(bytes);
    if (!equal(reader.take(4), FORMAT_IDENTIFIER)) throw damaged('format identifier');
    if (!equal(reader.take(4), STANDARD_VERSION)) throw damaged('version');
    const inclusion = reader.word();
    const names = CHANNELS.filter((_, index) => (inclusion & (0x8000 >> index)) !== 0);
    const channels = names.map((name) => channelDescription(reader, name));
    reader.take(1);
    const flag = reader.byte();
    const count = (reader.byte() << 16) | reader.word();
    if (count === 0 || count > MAX_POINTS || channels.length === 0) throw damaged('number of points');
    const wide = fits(reader.left, count, channels.length * 2, bytes, reader.at, flag);
    const narrow = names.includes('S') && fits(reader.left, count, channels.length * 2 - 1, bytes, reader.at, flag);
    if (!wide && !narrow) throw damaged('length');
    const points = Array.from({ length: count }, () => names.map((name) => pointValue(reader, name, !wide)));
    if ((flag & 1) === 0) return { channels, points };
    return { channels, points, extendedData: reader.take(reader.word()).slice() };
  });
}

const damaged = (detail: string): Refusal => new Refusal('INK_ISO_DAMAGED', detail);

function fits(left: number, count: number, width: number, bytes: Uint8Array, at: number, flag: number): boolean {
  const rest = left - count * width;
  if ((flag & 1) === 0) return rest === 0;
  if (rest < 2) return false;
  const lengthAt = at + count * width;
  return rest - 2 === (((bytes[lengthAt] as number) << 8) | (bytes[lengthAt + 1] as number));
}

function channelDescription(reader: Reader, name: ChannelName): ChannelDescription {
  const preamble = reader.byte();
  if (preamble & (ATTRIBUTE.constant | ATTRIBUTE.linearRemoved))
    throw new Refusal('INK_ISO_UNSUPPORTED', `channel ${name}`);
  return {
    name,
    ...(preamble & ATTRIBUTE.scaling ? { scaling: decodeScaling(reader.word()) } : {}),
    ...(preamble & ATTRIBUTE.minimum ? { minimum: signed(name, reader.word()) } : {}),
    ...(preamble & ATTRIBUTE.maximum ? { maximum: signed(name, reader.word()) } : {}),
    ...(preamble & ATTRIBUTE.mean ? { mean: signed(name, reader.word()) } : {}),
    ...(preamble & ATTRIBUTE.deviation ? { deviation: reader.word() } : {}),
  };
}

const signed = (name: ChannelName, word: number): number => (SIGNED.has(name) ? word - SIGNED_OFFSET : word);

const pointValue = (reader: Reader, name: ChannelName, narrow: boolean): number =>
  name === 'S' && narrow ? reader.byte() : signed(name, reader.word());

class Reader {
  at = 0;
  constructor(private readonly bytes: Uint8Array) {}
  get left(): number {
    return this.bytes.length - this.at;
  }
  take(length: number): Uint8Array {
    if (this.left < length) throw damaged(`cut off at ${this.bytes.length}`);
    this.at += length;
    return this.bytes.subarray(this.at - length, this.at);
  }
  byte(): number {
    return this.take(1)[0] as number;
  }
  word(): number {
    return (this.byte() << 8) | this.byte();
  }
}
