import { err, ok, type Result } from '../../../core/base';
import { BLOCK, BLOCK_COUNT, BLOCKS_AT, HEADER_LENGTH, HEIGHT, WIDTH } from './constants';
import { stepKey, unscramble } from './scrambler';

export interface LineBlock {
  readonly flags: number;
  readonly lines: number;
}

/** What leads a transferred image. */
export interface ImageHeader {
  /** Lines that follow the header. */
  readonly lines: number;
  readonly keyNumber: number;
  readonly blocks: readonly LineBlock[];
}

/** DEVICE_GARBLED when lines are promised that do not come, or blocks and lines do not agree. */
export function readHeader(bytes: Uint8Array): Result<ImageHeader> {
  if (bytes.length < HEADER_LENGTH) return err('DEVICE_GARBLED', `${bytes.length} bytes`);
  const lines = (bytes[4] as number) | ((bytes[5] as number) << 8);
  if (lines === 0 || lines > HEIGHT || bytes.length < HEADER_LENGTH + lines * WIDTH)
    return err('DEVICE_GARBLED', `${lines} lines in ${bytes.length} bytes`);
  const blocks: LineBlock[] = [];
  for (let at = 0; at < BLOCK_COUNT; at++) {
    const flags = bytes[BLOCKS_AT + 2 * at] as number;
    const count = bytes[BLOCKS_AT + 2 * at + 1] as number;
    if (count === 0) break;
    blocks.push({ flags, lines: count });
  }
  const sum = (list: readonly LineBlock[]): number => list.reduce((total, block) => total + block.lines, 0);
  if (sum(blocks) > HEIGHT || sum(blocks.filter(isPresent)) !== lines)
    return err('DEVICE_GARBLED', 'the blocks are not the lines');
  return ok({ lines, keyNumber: bytes[6] as number, blocks });
}

const isPresent = ({ flags }: LineBlock): boolean => (flags & BLOCK.absent) === 0;

/** Key numbers to ask the device for, in the order of their use; none where nothing is scrambled. */
export function keyNumbers({ keyNumber, blocks }: ImageHeader): readonly number[] {
  if (!blocks.some(({ flags }) => flags & BLOCK.scrambled)) return [];
  const changes = blocks.filter(({ flags }) => flags & BLOCK.changeKey).length;
  return Array.from({ length: changes + 1 }, (_, step) => (keyNumber + step) & 0xff);
}

/**
 * The picture as the sensor stands: upside down and with bright ridges, so it is turned by 180 degrees and inverted. A line
 * that is not present is drawn with the one that comes next. `keys` as `keyNumbers` asks for them.
 */
export function decodeImage(bytes: Uint8Array, header: ImageHeader, keys: readonly number[]): Uint8Array {
  const data = clearLines(bytes.slice(HEADER_LENGTH, HEADER_LENGTH + header.lines * WIDTH), header, keys);
  const out = new Uint8Array(WIDTH * HEIGHT).fill(0xff);
  let line = 0;
  let row = 0;
  for (const block of header.blocks) {
    for (let i = 0; i < block.lines; i++, row++)
      turn(data.subarray((line + i) * WIDTH, (line + i + 1) * WIDTH), out, row);
    if (isPresent(block)) line += block.lines;
  }
  return out;
}

function clearLines(data: Uint8Array, { blocks }: ImageHeader, keys: readonly number[]): Uint8Array {
  let key = keys[0] ?? 0;
  let change = 0;
  let at = 0;
  for (const block of blocks) {
    const { flags } = block;
    const length = block.lines * WIDTH;
    const present = isPresent(block);
    if (flags & BLOCK.changeKey) key = keys[++change] ?? 0;
    if ((flags & BLOCK.keepKey) === 0) {
      if (present && flags & BLOCK.scrambled) key = unscramble(data.subarray(at, at + length), key);
      else key = skip(key, length);
    }
    if (present) at += length;
  }
  return data;
}

function skip(key: number, bytes: number): number {
  let state = key;
  for (let i = 0; i < bytes; i++) state = stepKey(state);
  return state;
}

/** A line beyond the last one has nothing and stays white. */
function turn(line: Uint8Array, out: Uint8Array, row: number): void {
  const start = (HEIGHT - 1 - row) * WIDTH;
  for (let x = 0; x < line.length; x++) out[start + WIDTH - 1 - x] = 0xff - (line[x] as number);
}
