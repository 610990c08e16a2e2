import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

const FONT = '@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf';

let font: Promise<Uint8Array> | undefined;

/** The font of reports in PDF, whole: 30,898 glyphs with glyf outlines, read once. */
export function reportFont(): Promise<Uint8Array> {
  font ??= readFile(createRequire(import.meta.url).resolve(FONT)).then((bytes) => new Uint8Array(bytes));
  return font;
}
