import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nodeClock } from '../../src/platform/node';
import { ensureFirstOperator } from '../../src/server/embedded-hospital';
import { placeStations, tellRelease, tellStatus, type WELL } from '../support/many-stations';
import { type Caller, type SigningServer, startSigningServer } from '../support/signing-server';
import { CHROMIUM } from '../support/verify-page';

/** Set to keep pictures of the page. */
const PICTURES = process.env['INKWITNESS_PICTURES'];

/** What is the matter with single stations of the two hundred; everything else is well. */
const TROUBLES: Readonly<Record<number, Partial<typeof WELL>>> = {
  11: { pad: 'lost' },
  12: { pad: 'absent', version: '0.0.9' },
  31: { pad: 'absent' },
  52: { disk: 'low' },
  53: { disk: 'full', conformance: 41, pad: 'failed' },
  74: { patientScreen: 'mirrored' },
  95: { clockOffsetMs: -182_000 },
  116: { fingerPad: 'lost' },
  137: { conformance: 22 },
  158: { patientScreen: 'lost' },
  171: { pad: 'wrong' },
};

describe.skipIf(!existsSync(CHROMIUM))('the page of all stations (needs Chromium)', () => {
  let server: SigningServer;
  let port: number;
  let password: string;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let stations: Caller[];
  let aheadMs = 0;
  const asked: string[] = [];
  const errors: string[] = [];
  const at = (n: number) => stations[n] as Caller;

  const open = async (language: 'zh-CN' | 'en-GB', width = 1280, height = 800) => {
    await context?.close();
    context = await browser.newContext({ viewport: { width, height }, locale: language });
    context.on('request', (request) => asked.push(request.url()));
    page = await context.newPage();
    page.on('pageerror', (error) => errors.push(String(error)));
    page.on('console', (message) => {
      // the browser itself says of every refusal and every dead line that there was one
      if (message.type() === 'error' && !/^Failed to load resource/.test(message.text())) errors.push(message.text());
    });
    await page.goto(`${server.url}/console`);
  };
  const signIn = async (word = password) => {
    await page.locator('input[name=name]').fill('admin');
    await page.locator('input[name=password]').fill(word);
    await page.keyboard.press('Enter');
  };
  const picture = async (name: string) => {
    if (PICTURES === undefined) return;
    mkdirSync(PICTURES, { recursive: true });
    await page.screenshot({ path: join(PICTURES, `console-${name}.png`) });
  };
  const shownIds = () =>
    page.locator('[data-station]').evaluateAll((all) => all.map((one) => one.getAttribute('data-station')));
  const focused = () => page.evaluate(() => document.activeElement?.getAttribute('data-station'));
  /** As if the 30 seconds were over. */
  const lookAgain = () => page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));

  beforeAll(async () => {
    server = await startSigningServer({ clock: { ...nodeClock, nowMs: () => nodeClock.nowMs() + aheadMs } });
    port = Number(new URL(server.url).port);
    const { database, clock } = server.server.context;
    password = readFileSync(
      (await ensureFirstOperator(join(server.home, 'hospital'), database, clock)) ?? '',
      'utf8',
    ).trim();
    browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] });
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  it('asks who is there, says when it is nobody, and how a hospital without stations gets some', async () => {
    const { database } = server.server.context;
    await database.write((session) => session.run(session.db.deleteFrom('stations')));
    await open('zh-CN');
    await page.getByRole('heading', { name: '登录' }).waitFor();
    await picture('sign-in');
    await signIn('wrong');
    await page.getByText('名称或密码不对。').waitFor();
    await signIn();
    await page.getByText('还没有工作站').waitFor();
    expect(await page.locator('.empty').textContent()).toContain('inkwitness enrol-codes');
    await picture('empty');
  });

  it('shows 200 stations: what needs a hand first, in words, and all of them within two screens', async () => {
    const { database } = server.server.context;
    stations = await placeStations(database, 198);
    await placeStations(database, 2, 'expected');
    aheadMs = -47 * 60_000;
    for (const n of [3, 24, 25, 84])
      await tellStatus(server.url, at(n), n === 3 ? { queue: 2 } : {}, Date.now() + aheadMs);
    aheadMs = 0;
    const speaking = stations.filter((_, n) => ![3, 24, 25, 84, 190].includes(n));
    await Promise.all(
      speaking.map((caller) =>
        tellStatus(server.url, caller, {
          ...TROUBLES[stations.indexOf(caller)],
          clockOffsetMs: TROUBLES[stations.indexOf(caller)]?.clockOffsetMs ?? 12,
        }),
      ),
    );
    await tellRelease(server.url, at(101), 'failed', '0.2.0');
    await lookAgain();
    await page.locator('.board').waitFor();
    expect(await page.locator('[data-station]').count()).toBe(200);
    const counts = await page.locator('.filters .filter').allTextContents();
    expect(counts.map((text) => text.replace(/\s+/g, ''))).toEqual([
      '全部200',
      '需要处理12',
      '无消息4',
      '从未连接3',
      '正常181',
    ]);
    const [first] = await page.locator('.station--attention, .station--silent').allTextContents();
    expect(first).toContain('磁盘已满');
    const { scrolled, seen } = await page
      .locator('.stage__list')
      .evaluate((list) => ({ scrolled: list.scrollHeight, seen: list.clientHeight }));
    expect(scrolled).toBeLessThan(seen * 2);
    for (const [width, height] of [
      [1280, 800],
      [1920, 1080],
    ] as const) {
      await page.setViewportSize({ width, height });
      await picture(`board-zh-${width}`);
    }
    const clear = await page.locator('.stage__list').evaluate((list) => list.scrollHeight <= list.clientHeight);
    expect(clear).toBe(true);
    await page.setViewportSize({ width: 1280, height: 800 });
  });

  it('is used with the keyboard: to a station, its cause and what to do, back, search, filter', async () => {
    await page.locator('.search').focus();
    await page.keyboard.press('Tab');
    for (let n = 0; n < 40 && (await focused()) == null; n++) await page.keyboard.press('Tab');
    const [first] = await shownIds();
    expect(await focused()).toBe(first);
    await page.keyboard.press('ArrowDown');
    const second = await focused();
    expect(second).not.toBe(first);
    await page.keyboard.press('ArrowUp');
    expect(await focused()).toBe(first);
    await page.keyboard.press('Enter');
    const detail = page.locator('.detail');
    expect(await detail.textContent()).toContain('不要删除 kiosk/journal');
    expect(await detail.textContent()).toContain('怎么办');
    await picture('detail-zh-1280');
    await page.keyboard.press('Escape');
    await detail.waitFor({ state: 'detached' });
    expect(await focused()).toBe(first);
    await page.keyboard.press('/');
    await page.keyboard.type('icu');
    expect((await shownIds()).length).toBe(10);
    await page.locator('.search').fill('');
    await page.locator('.cause', { hasText: '签字板未接' }).click();
    expect((await shownIds()).sort()).toEqual(['enrolled-013', 'enrolled-032']);
    await page.locator('.cause', { hasText: '签字板未接' }).click();
    await page.getByRole('button', { name: /^无消息 4$/ }).click();
    expect((await shownIds())[0]).toBe('enrolled-004');
    expect(await page.locator('.station--attention, .station--silent').first().textContent()).toContain(
      '有未上传的签名',
    );
    await page.getByRole('button', { name: /^全部/ }).click();
  });

  it('keeps node, focus and place of a station over a new answer', async () => {
    await page.locator('[data-station="enrolled-014"]').focus();
    await page.evaluate(() => {
      Object.assign(globalThis, { before: document.activeElement });
    });
    const answered = page.waitForResponse(/\/v1\/stations/);
    await tellStatus(server.url, at(13), { pad: 'lost' });
    await lookAgain();
    await answered;
    await page.getByRole('button', { name: /需要处理 13/ }).waitFor();
    expect(await focused()).toBe('enrolled-014');
    expect(
      await page.evaluate(() => document.activeElement === (globalThis as unknown as { before: Element }).before),
    ).toBe(true);
    expect(await page.locator('[data-station="enrolled-014"]').textContent()).toContain('签字板断开了');
  });

  it('has every fact in a table that sorts, in both languages', async () => {
    await page.getByRole('button', { name: '表格' }).click();
    await picture('table-zh-1280');
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByRole('button', { name: 'Clock off' }).click();
    await page.getByRole('button', { name: 'Clock off' }).click();
    expect((await shownIds())[0]).toBe('enrolled-096');
    expect(await page.locator('th[aria-sort=descending]').textContent()).toContain('Clock off');
    for (const [width, height] of [
      [1280, 800],
      [1920, 1080],
    ] as const) {
      await page.setViewportSize({ width, height });
      await picture(`table-en-${width}`);
    }
    await page.getByRole('button', { name: 'Board' }).click();
    await page.locator('select').selectOption('worst');
    await page.locator('.station--attention, .station--silent').first().click();
    await picture('board-en-1920');
    await page.setViewportSize({ width: 1280, height: 800 });
    await picture('board-en-1280');
    await page.keyboard.press('Escape');
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('en-GB');
  });

  it('keeps its last picture while the server is away, says since when, and goes on by itself', async () => {
    await context.setOffline(true);
    await lookAgain();
    await page.getByText(/does not answer\. This is how it was at \d\d:\d\d:\d\d/).waitFor();
    expect(await page.locator('[data-station]').count()).toBe(200);
    await picture('away-en-1280');
    await context.setOffline(false);
    await page.getByText(/does not answer/).waitFor({ state: 'detached', timeout: 20_000 });
  });

  it('asks again who is there when the session has ended, and after signing out', async () => {
    aheadMs = 13 * 3_600_000;
    await lookAgain();
    await page.getByText('You were signed out.').waitFor();
    aheadMs = 0;
    await signIn();
    await page.locator('.board').waitFor();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    await page.reload();
    await page.getByRole('heading', { name: '登录' }).waitFor();
  });

  it('asked nobody but its own server, and no policy was broken', () => {
    expect(new Set(asked.map((url) => new URL(url).port).filter((one) => one !== ''))).toEqual(new Set([String(port)]));
    expect(asked.filter((url) => !url.startsWith(server.url) && !url.startsWith('data:'))).toEqual([]);
    expect(errors).toEqual([]);
  });
});
