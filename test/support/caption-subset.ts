import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { EmbeddableFont } from '../../src/core/pdf';

type Subset = (font: Buffer, text: string, options: { readonly targetFormat: 'truetype' }) => Promise<Buffer>;
const subset = createRequire(import.meta.url)('subset-font') as Subset;

const FONT = 'node_modules/@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf';

/** The whole caption font, 10 MB. */
export const captionFont = (): Uint8Array => new Uint8Array(readFileSync(FONT));

/** A font file reduced to the characters of a text. */
export async function subsetOf(path: string, text: string, postScriptName: string): Promise<EmbeddableFont> {
  const bytes = await subset(readFileSync(path), text, { targetFormat: 'truetype' });
  return { bytes: new Uint8Array(bytes), postScriptName };
}

/** The caption font reduced to the characters of a text. */
export const captionSubset = (text: string): Promise<EmbeddableFont> => subsetOf(FONT, text, 'NotoSansSC-Regular');
