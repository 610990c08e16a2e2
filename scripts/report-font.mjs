// The part of Noto Sans SC that goes into the verifier page, for reports in PDF: made once, kept in .cache.
import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import subsetFont from 'subset-font';

const FONT = '@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf';

/** GBK: all 20,902 ideographs of the first block, which every name of GB 18030-2022 level 1 and nearly all others need. */
function gbk() {
  const decoder = new TextDecoder('gbk');
  const characters = new Set();
  for (let high = 0x81; high <= 0xfe; high++)
    for (let low = 0x40; low <= 0xfe; low++) {
      const character = decoder.decode(Uint8Array.of(high, low));
      if (character.length === 1 && character !== '\ufffd') characters.add(character);
    }
  return [...characters].join('');
}

const latin = () => Array.from({ length: 0x250 - 0x20 }, (_, index) => String.fromCodePoint(0x20 + index)).join('');

/**
 * Base64 of the deflated TrueType subset (glyf outlines).
 * @param {string} root the repository
 */
export async function reportFont(root) {
  const source = await readFile(createRequire(import.meta.url).resolve(FONT));
  const wanted = `${latin()}${gbk()}〔〕·…—“”‘’`;
  const key = createHash('sha256').update(source).update(wanted).digest('hex').slice(0, 16);
  const kept = join(root, '.cache', `report-font-${key}.txt`);
  const before = await readFile(kept, 'utf8').catch(() => undefined);
  if (before) return before;
  const options = { targetFormat: 'truetype', noLayoutClosure: true, keepFeatures: [] };
  const packed = deflateRawSync(await subsetFont(source, wanted, options), { level: 9 }).toString('base64');
  await mkdir(dirname(kept), { recursive: true });
  await writeFile(kept, packed);
  return packed;
}
