import { readFileSync } from 'node:fs';

export interface GreyImage {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8Array;
}

/** Binary PGM, maximum 255, as fixtures/fingers keeps its prints. */
export function readPgm(path: string): GreyImage {
  const file = readFileSync(path);
  const header = /^P5\s+(?:#[^\n]*\n\s*)*(\d+)\s+(\d+)\s+255\s/.exec(file.subarray(0, 256).toString('latin1'));
  if (header === null) throw new Error(`${path} is not a binary PGM`);
  const width = Number(header[1]);
  const height = Number(header[2]);
  const pixels = new Uint8Array(file.subarray(header[0].length));
  if (pixels.length !== width * height) throw new Error(`${path} is cut off`);
  return { width, height, pixels };
}
