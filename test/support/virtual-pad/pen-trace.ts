import { readFileSync } from 'node:fs';

/** fixtures/pen-traces/README.md */
export interface PenTrace {
  readonly header: {
    readonly format: 'inkwitness-pen-trace/1';
    readonly definition: string;
    readonly name: string;
    readonly maxX: number;
    readonly maxY: number;
    readonly maxPressure: number;
    readonly unitsPerInch: number;
    readonly reportDescriptor?: string;
  };
  readonly reports: readonly { readonly timeUs: number; readonly bytes: Uint8Array }[];
}

export function readPenTrace(path: string): PenTrace {
  const [first, ...lines] = readFileSync(path, 'utf8').trim().split('\n');
  const header = JSON.parse(first as string) as PenTrace['header'];
  if (header.format !== 'inkwitness-pen-trace/1') throw new Error(`${path} is not a pen trace`);
  const reports = lines.map((line) => {
    const [timeUs, hex] = JSON.parse(line) as [number, string];
    return { timeUs, bytes: new Uint8Array(Buffer.from(hex, 'hex')) };
  });
  return { header, reports };
}
