import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright';
import type { DisplayMessage, KioskSnapshot, Language, WindowName } from '../../../src/contracts/ipc';
import type { TextKey } from '../../../src/renderer/i18n/catalogue';
import { translator } from '../../../src/renderer/i18n/catalogue';
import { NOW_MS } from './fixture-world';
import { startGalleryServer } from './gallery-server';
import { preparedForm } from './prepared-form';
import type { GalleryState } from './states';

export interface Gallery {
  readonly browser: Browser;
  /** A window of the given name and size; console errors and page errors are collected in `errors`. */
  open(window: WindowName, width: number, height: number): Promise<GalleryWindow>;
  close(): Promise<void>;
}
export interface GalleryWindow {
  readonly page: Page;
  readonly errors: string[];
  /** Shows a state from nothing, as a new window would. */
  show(state: GalleryState, language: Language): Promise<void>;
  /** Sends the next snapshot to the screens as they stand. */
  next(snapshot: KioskSnapshot, language: Language): Promise<void>;
}

/** Bundles the screens and serves them to a browser with a bridge that is fed by hand. */
export async function openGallery(root: string): Promise<Gallery> {
  const folder = await mkdtemp(join(tmpdir(), 'inkwitness-gallery-'));
  const bundler = new URL('../../../scripts/bundle-screens.mjs', import.meta.url).href;
  const { bundleScreens } = (await import(bundler)) as { bundleScreens(options: object): Promise<void> };
  await bundleScreens({ root, outDir: folder, minify: true });
  const form = join(root, 'fixtures/documents/surgery.pdf');
  const documents = new Map([
    ['form', new Uint8Array(await readFile(form))],
    ['prepared', await preparedForm(form)],
  ]);
  const { origin, server } = await startGalleryServer(folder, documents);
  const executablePath = process.env['INKWITNESS_CHROMIUM'] ?? '/usr/bin/chromium';
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
  return {
    browser,
    open: (window, width, height) =>
      openWindow(browser, `${origin}/index.html?window=${window}`, window, width, height),
    async close() {
      await browser.close();
      server.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function openWindow(
  browser: Browser,
  url: string,
  window: WindowName,
  width: number,
  height: number,
): Promise<GalleryWindow> {
  const context = await browser.newContext({ viewport: { width, height } });
  const page = await context.newPage();
  await page.clock.setFixedTime(NOW_MS);
  const errors: string[] = [];
  page.on('console', (message) => {
    // a form that is left while its words are still read
    if (message.text().includes('Worker task was terminated')) return;
    if (message.type() === 'error' || message.type() === 'warning') errors.push(message.text());
  });
  page.on('pageerror', (error) => errors.push(String(error)));
  // tsx wraps named functions in a helper that the page does not have.
  await page.addInitScript('globalThis.__name = (value) => value;');
  await page.addInitScript(installBridge, window);
  await page.goto(url);
  await page.evaluate(() => document.fonts.ready);
  return {
    page,
    errors,
    show: (state, language) => show(page, state, language),
    next: (snapshot, language) => push(page, { ...snapshot, language, sequence: sequence++ }),
  };
}

let sequence = 1;

async function show(page: Page, state: GalleryState, language: Language): Promise<void> {
  const whole = { ...state.snapshot, ...state.says?.(language) };
  const nobody = {
    ...whole,
    task: undefined,
    act: undefined,
    notice: undefined,
    language,
    sequence: sequence++,
  };
  await push(page, nobody);
  await push(page, { ...whole, language, sequence: sequence++ });
  await page.waitForTimeout(30);
  for (const message of state.display ?? []) await display(page, message);
  const t = translator(language);
  if (state.hasPage) await page.waitForSelector('.page-canvas__picture', { timeout: 30_000 });
  for (const key of state.press ?? []) {
    const button = page.getByRole('button', { name: t(key.replace('?', '') as TextKey) }).first();
    if (key.endsWith('?') && (await button.count()) === 0) continue;
    await button.click();
  }
  await page.mouse.move(0, 0);
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  if (state.hasPage) await page.waitForTimeout(120);
}

const push = (page: Page, snapshot: object): Promise<void> =>
  page.evaluate((next) => (window as unknown as FedWindow).feed.snapshot(next), snapshot);

/** Typed arrays do not survive Playwright's serialisation as themselves. */
const display = (page: Page, message: DisplayMessage): Promise<void> =>
  page.evaluate(
    (plain) => (window as unknown as FedWindow).feed.display(plain),
    message.kind === 'points'
      ? { ...message, triples: [...message.triples] }
      : message.kind === 'finger'
        ? { ...message, pixels: [...message.pixels] }
        : message,
  );

interface FedWindow {
  feed: { snapshot(next: object): void; display(message: object): void };
}

/** Runs in the page before its scripts: a bridge whose other end is `window.feed`. */
function installBridge(name: string): void {
  const snapshotListeners = new Set<(snapshot: object) => void>();
  const displayListeners = new Set<(message: object) => void>();
  const sent: object[] = [];
  let first: (snapshot: object) => void = () => undefined;
  const initial = new Promise<object>((resolve) => {
    first = resolve;
  });
  Object.assign(window, {
    sent,
    feed: {
      snapshot(next: object) {
        first(next);
        for (const listener of snapshotListeners) listener(next);
      },
      display(message: { triples?: number[]; pixels?: number[] }) {
        const whole = {
          ...message,
          ...(message.triples ? { triples: Float32Array.from(message.triples) } : {}),
          ...(message.pixels ? { pixels: Uint8Array.from(message.pixels) } : {}),
        };
        for (const listener of displayListeners) listener(whole);
      },
    },
    kiosk: {
      window: name,
      snapshot: () => initial,
      onSnapshot(listener: (snapshot: object) => void) {
        snapshotListeners.add(listener);
        return () => snapshotListeners.delete(listener);
      },
      async intent(intent: object) {
        sent.push(intent);
        return { ok: true };
      },
      padPicture: (picture: object) => sent.push({ name: 'pad.picture', payload: picture }),
      pointer: (batch: object) => sent.push({ name: 'pointer', payload: batch }),
      onDisplay(listener: (message: object) => void) {
        displayListeners.add(listener);
        return () => displayListeners.delete(listener);
      },
    },
  });
}
