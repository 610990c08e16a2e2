// Takes the pictures: npx tsx test/support/screen-gallery/shoot.ts [name part] [size part] [language]; they land in out/gallery/.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Language } from '../../../src/contracts/ipc';
import { openGallery } from './open-gallery';
import { GALLERY } from './states';

export const SIZES = [
  [1920, 1080],
  [1280, 800],
  [1024, 600],
  [800, 1280],
  [640, 400],
] as const;

const [namePart = '', sizePart = '', languagePart = ''] = process.argv.slice(2);
const root = process.cwd();
const gallery = await openGallery(root);
for (const language of (['zh-CN', 'en'] as const).filter((one) => one.startsWith(languagePart)) satisfies Language[]) {
  for (const [width, height] of SIZES) {
    if (!`${width}x${height}`.includes(sizePart)) continue;
    const folder = join(root, 'out/gallery', language, `${width}x${height}`);
    await mkdir(folder, { recursive: true });
    for (const window of ['patient', 'bench'] as const) {
      const states = GALLERY.filter((state) => state.window === window && state.name.includes(namePart));
      if (states.length === 0) continue;
      const open = await gallery.open(window, width, height);
      for (const state of states) {
        await open.show(state, language);
        await open.page.screenshot({ path: join(folder, `${state.name}.png`) });
      }
      for (const error of new Set(open.errors)) console.log(`${language} ${width}x${height} ${window}: ${error}`);
      await open.page.context().close();
    }
  }
}
await gallery.close();
