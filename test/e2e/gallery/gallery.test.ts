import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Language, WindowName } from '../../../src/contracts/ipc';
import { judgeScreen } from '../../support/screen-gallery/judge-screen';
import { type Gallery, openGallery } from '../../support/screen-gallery/open-gallery';
import { GALLERY } from '../../support/screen-gallery/states';

const CHROMIUM = process.env['INKWITNESS_CHROMIUM'] ?? '/usr/bin/chromium';
/** Every state on the narrowest and on the usual screen; the language changes with the size so that both are seen. */
const ROUNDS: readonly [WindowName, number, number, Language][] = [
  ['patient', 1024, 600, 'zh-CN'],
  ['patient', 800, 1280, 'en'],
  ['bench', 1280, 800, 'zh-CN'],
  ['bench', 1024, 600, 'en'],
  // 1280 x 800 at 200 %
  ['bench', 640, 400, 'zh-CN'],
];

describe.skipIf(!existsSync(CHROMIUM)).concurrent('every designed state', () => {
  let gallery: Gallery;
  beforeAll(async () => {
    gallery = await openGallery(join(import.meta.dirname, '../../..'));
  });
  afterAll(() => gallery?.close());

  it.each(ROUNDS)('%s at %ix%i in %s is legible and quiet', async (window, width, height, language) => {
    const open = await gallery.open(window, width, height);
    const findings: string[] = [];
    for (const state of GALLERY.filter((one) => one.window === window)) {
      await open.show(state, language);
      for (const { rule, what } of await judgeScreen(open.page)) findings.push(`${state.name}: ${rule} ${what}`);
    }
    expect(findings).toEqual([]);
    expect(open.errors).toEqual([]);
    await open.page.context().close();
  });
});
