import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright';
import { bundleVerifyPage } from '../../scripts/bundle-verify-page.mjs';

export const CHROMIUM = process.env['INKWITNESS_CHROMIUM'] ?? '/usr/bin/chromium';

export interface OpenVerifyPage {
  readonly page: Page;
  /** Addresses that the page asked for, its own file apart. */
  readonly asked: readonly string[];
  /** Errors of script and breaches of the policy. */
  readonly errors: readonly string[];
  /** Gives files to the page as a person does with the picker. */
  give(...paths: string[]): Promise<void>;
  /** Waits for the verdict on the file that was given. */
  sentence(): Promise<string>;
  /** The report as it is saved, its file name left out. */
  report(): Promise<unknown>;
  close(): Promise<void>;
}

export interface VerifyPages {
  open(options?: {
    width?: number;
    height?: number;
    language?: 'zh-CN' | 'en-GB';
    calm?: boolean;
  }): Promise<OpenVerifyPage>;
  close(): Promise<void>;
}

async function watched(context: BrowserContext, url: string): Promise<OpenVerifyPage> {
  const asked: string[] = [];
  const errors: string[] = [];
  context.on('request', (request) => {
    // what the page makes itself stays in the browser
    if (request.url() !== url && !/^(blob|data):/.test(request.url())) asked.push(request.url());
  });
  const page = await context.newPage();
  page.on('pageerror', (error) => errors.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  await page.goto(url);
  return {
    page,
    asked,
    errors,
    give: (...paths) => page.locator('input[type=file]').first().setInputFiles(paths),
    sentence: async () => (await page.locator('.verdict h1').textContent({ timeout: 30_000 })) ?? '',
    report: async () => {
      const waiting = page.waitForEvent('download');
      await page.getByRole('button', { name: /保存核对报告|Save the report/ }).click();
      const { file: _, ...report } = JSON.parse(readFileSync(await (await waiting).path(), 'utf8')) as { file: string };
      return report;
    },
    close: () => context.close(),
  };
}

/** Builds the page and opens it in Chromium from the disk, as a family would from a USB stick. */
export async function openVerifyPages(root: string, anchors = ''): Promise<VerifyPages> {
  const folder = mkdtempSync(join(tmpdir(), 'inkwitness-verify-'));
  const outFile = join(folder, 'verify.html');
  await bundleVerifyPage({ root, outFile, anchors });
  const browser: Browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] });
  return {
    open: async ({ width = 1280, height = 800, language = 'zh-CN', calm = false } = {}) =>
      watched(
        await browser.newContext({
          viewport: { width, height },
          locale: language,
          reducedMotion: calm ? 'reduce' : 'no-preference',
        }),
        pathToFileURL(outFile).href,
      ),
    close: async () => {
      await browser.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
