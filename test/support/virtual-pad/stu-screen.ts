import { inflateSync } from 'node:zlib';

type Box = readonly [left: number, top: number, right: number, bottom: number];

/** The screen of a pad: what an upload leaves on it, pixel by pixel, as rows of `rrggbb`. Corners of areas are both inside. */
export class PadScreen {
  readonly rows: string[][];
  private upload: { mode: number; box: Box; bytes: number[] } | undefined;
  /** Where the pen leaves ink. */
  inkArea: Box;
  /** Images committed, with their area. */
  readonly commits: { readonly mode: number; readonly box: Box; readonly bytes: number }[] = [];

  constructor(
    private readonly width: number,
    private readonly height: number,
  ) {
    this.rows = Array.from({ length: height }, () => new Array<string>(width).fill('ffffff'));
    this.inkArea = this.whole;
  }

  get whole(): Box {
    return [0, 0, this.width - 1, this.height - 1];
  }
  get isReceiving(): boolean {
    return this.upload !== undefined;
  }

  /** Four little-endian words. */
  boxOf(bytes: Uint8Array): Box | undefined {
    const [left, top, right, bottom] = [0, 2, 4, 6].map((at) => (bytes[at] ?? 0) + 256 * (bytes[at + 1] ?? 0)) as [
      number,
      number,
      number,
      number,
    ];
    return left <= right && top <= bottom && right < this.width && bottom < this.height
      ? [left, top, right, bottom]
      : undefined;
  }

  wipe([left, top, right, bottom]: Box = this.whole): void {
    for (let y = top; y <= bottom; y++) for (let x = left; x <= right; x++) (this.rows[y] as string[])[x] = 'ffffff';
  }

  /** Every ink that the pad draws itself. */
  dot(x: number, y: number): void {
    const [left, top, right, bottom] = this.inkArea;
    if (x >= left && x <= right && y >= top && y <= bottom) (this.rows[y] as string[])[x] = '000000';
  }

  begin(mode: number, box: Box): void {
    this.upload = { mode, box, bytes: [] };
  }
  append(bytes: Uint8Array): void {
    this.upload?.bytes.push(...bytes);
  }
  abandon(): void {
    this.upload = undefined;
  }

  /** Result code: 0, 0x10 wrong amount, 0x11 too long, 0x12 not zlib. */
  commit(): number {
    const { upload } = this;
    this.upload = undefined;
    if (upload === undefined) return 2;
    const [left, top, right, bottom] = upload.box;
    const columns = right - left + 1;
    const lines = bottom - top + 1;
    let bytes = Uint8Array.from(upload.bytes);
    if (upload.mode === 1)
      try {
        bytes = new Uint8Array(inflateSync(bytes));
      } catch {
        return 0x12;
      }
    const rowLength = upload.mode <= 1 ? Math.ceil(columns / 8) : columns * (upload.mode === 2 ? 2 : 3);
    if (bytes.length > rowLength * lines) return 0x11;
    if (bytes.length < rowLength * lines) return 0x10;
    for (let y = 0; y < lines; y++) {
      const row = bytes.subarray(y * rowLength, (y + 1) * rowLength);
      for (let x = 0; x < columns; x++) (this.rows[top + y] as string[])[left + x] = colourAt(row, x, upload.mode);
    }
    this.commits.push({ mode: upload.mode, box: upload.box, bytes: upload.bytes.length });
    return 0;
  }
}

function colourAt(row: Uint8Array, x: number, mode: number): string {
  const hex = (value: number): string => value.toString(16).padStart(2, '0');
  if (mode <= 1) {
    const bits = (row[Math.floor(x / 8)] as number).toString(2).padStart(8, '0');
    return bits[x % 8] === '1' ? 'ffffff' : '000000';
  }
  if (mode === 4) return [2, 1, 0].map((part) => hex(row[x * 3 + part] as number)).join('');
  const bits = ((row[x * 2] as number) * 256 + (row[x * 2 + 1] as number)).toString(2).padStart(16, '0');
  const part = (from: number, to: number): string =>
    hex(Math.round((Number.parseInt(bits.slice(from, to), 2) * 255) / (2 ** (to - from) - 1)));
  return part(0, 5) + part(5, 11) + part(11, 16);
}
