// Draws build/icons from the screens' icon.svg, in the chromium of the tests: icon.png for Linux, icon.ico for Windows.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright';

const ROOT = join(import.meta.dirname, '..');
const SIZES = [16, 32, 48, 256];
const svg = readFileSync(join(ROOT, 'src/renderer/icon.svg'), 'utf8');

const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
const page = await browser.newPage();
const drawn = async (size) => {
  await page.setViewportSize({ width: size, height: size });
  await page.setContent(`<style>body{margin:0}svg{display:block;width:${size}px;height:${size}px}</style>${svg}`);
  return page.screenshot({ omitBackground: true });
};
const images = [];
for (const size of SIZES) images.push(await drawn(size));
writeFileSync(join(ROOT, 'build/icons/icon.ico'), icoOf(images));
writeFileSync(join(ROOT, 'build/icons/icon.png'), await drawn(512));
await browser.close();

/** ICONDIR and ICONDIRENTRY of the Windows icon format, with PNG images (since Windows Vista). */
function icoOf(pngs) {
  const head = Buffer.alloc(6 + 16 * pngs.length);
  head.writeUInt16LE(1, 2);
  head.writeUInt16LE(pngs.length, 4);
  let offset = head.length;
  for (const [index, png] of pngs.entries()) {
    const entry = 6 + 16 * index;
    // 0 stands for 256.
    head.writeUInt8(SIZES[index] & 0xff, entry);
    head.writeUInt8(SIZES[index] & 0xff, entry + 1);
    head.writeUInt16LE(1, entry + 4);
    head.writeUInt16LE(32, entry + 6);
    head.writeUInt32LE(png.length, entry + 8);
    head.writeUInt32LE(offset, entry + 12);
    offset += png.length;
  }
  return Buffer.concat([head, ...pngs]);
}
