import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { act, snapshot, task } from '../../support/screen-gallery/fixture-world';
import { type Gallery, type GalleryWindow, openGallery } from '../../support/screen-gallery/open-gallery';
import type { GalleryState } from '../../support/screen-gallery/states';
import { UPKEEP } from '../../support/screen-gallery/upkeep-states';

const CHROMIUM = process.env['INKWITNESS_CHROMIUM'] ?? '/usr/bin/chromium';
interface Sent {
  readonly name: string;
  readonly payload: Record<string, unknown>;
}

const sentBy = ({ page }: GalleryWindow): Promise<Sent[]> =>
  page.evaluate(() => (window as unknown as { sent: Sent[] }).sent);
const names = async (open: GalleryWindow): Promise<string[]> => (await sentBy(open)).map(({ name }) => name);
const state = (window: 'bench' | 'patient', more: Parameters<typeof snapshot>[0], hasPage = false): GalleryState => ({
  name: 'interaction',
  window,
  snapshot: snapshot(more),
  hasPage,
});

describe.skipIf(!existsSync(CHROMIUM)).concurrent('hands on the screens', () => {
  let gallery: Gallery;
  beforeAll(async () => {
    gallery = await openGallery(join(import.meta.dirname, '../../..'));
  });
  afterAll(() => gallery?.close());

  it('reads to the end with one button, then may say so', async () => {
    const open = await gallery.open('patient', 1024, 600);
    await open.show(state('patient', { task: task(), act: act({ step: 'read' }) }, true), 'en');
    const done = open.page.getByRole('button', { name: 'I have read it' });
    const further = open.page.getByRole('button', { name: /Read on|Next page/ });
    expect(await done.count()).toBe(0);
    for (let presses = 0; presses < 40 && (await done.count()) === 0; presses++) {
      await further.click();
      await open.page.waitForTimeout(60);
      const seen = (await sentBy(open))
        .filter(({ name }) => name === 'page.shown')
        .map(({ payload }) => payload['page']);
      await open.next(snapshot({ task: task(), act: act({ step: 'read', pagesSeen: seen as number[] }) }), 'en');
    }
    await done.click();
    const sent = await sentBy(open);
    expect(new Set(sent.filter(({ name }) => name === 'page.shown').map(({ payload }) => payload['page']))).toEqual(
      new Set([1, 2, 3]),
    );
    expect(sent.at(-1)).toEqual({ name: 'document.read', payload: {} });
  });

  it('sends every coalesced pointer sample and draws it at once', async () => {
    const open = await gallery.open('patient', 1280, 800);
    const ink = { ...act().ink, source: 'pointer' as const };
    await open.show(state('patient', { task: task(), act: act({ step: 'sign', ink }) }), 'en');
    const box = await open.page.locator('.ink-canvas__picture').boundingBox();
    if (box === null) throw new Error('no place to sign');
    await open.page.mouse.move(box.x + 100, box.y + 100);
    await open.page.mouse.down();
    await open.page.mouse.move(box.x + 300, box.y + 150, { steps: 20 });
    await open.page.mouse.up();
    const batches = (await sentBy(open)).filter(({ name }) => name === 'pointer');
    const samples = batches.flatMap(({ payload }) => payload['samples'] as { x: number; y: number; down: boolean }[]);
    expect(samples.length).toBeGreaterThanOrEqual(20);
    expect(samples[0]).toMatchObject({ x: 100, y: 100, down: true });
    expect(samples.at(-1)).toMatchObject({ x: 300, y: 150, down: false });
    expect(await names(open)).toContain('pointer.area');
    const inked = () =>
      open.page.evaluate(() => {
        const canvas = document.querySelector<HTMLCanvasElement>('.ink-canvas__picture');
        const pixels = canvas?.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? [];
        return Array.from(pixels).filter((value, at) => at % 4 === 3 && value > 0).length;
      });
    await vi.waitFor(async () => expect(await inked()).toBeGreaterThan(200), { timeout: 10_000 });
  });

  it.each(['patient', 'bench'] as const)('takes no press of the signing pad on the %s screen', async (name) => {
    const open = await gallery.open(name, 1280, 800);
    const padScreen = { width: 800, height: 480, busy: false };
    const ink = { ...act().ink, strokes: 3, canConfirm: true, padScreen };
    await open.show(state(name, { task: task(), act: act({ step: 'sign', ink }) }), 'en');
    const button = open.page.getByRole('button', { name: name === 'patient' ? 'Wipe' : 'Wipe ink' });
    const box = await button.boundingBox();
    if (box === null) throw new Error('no button');
    const at = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
    // its pen, as the system knows pens
    const browser = await open.page.context().newCDPSession(open.page);
    for (const type of ['mousePressed', 'mouseReleased'] as const)
      await browser.send('Input.dispatchMouseEvent', {
        ...{ type, ...at, button: 'left', clickCount: 1, pointerType: 'pen' },
      });
    // its mouse: the report that begins a stroke presses the button
    await open.page.evaluate(() => {
      const { feed } = window as unknown as { feed: { display(message: object): void } };
      const stroke = ({ timeStamp }: Event): void =>
        feed.display({
          ...{ kind: 'points', stroke: 3, end: false, triples: [0.5, 0.5, 0.5] },
          sentAtUs: (performance.timeOrigin + timeStamp + 20) * 1000,
        });
      window.addEventListener('pointerdown', stroke, { capture: true, once: true });
    });
    await open.page.mouse.click(at.x, at.y);
    expect(await open.page.evaluate(() => document.documentElement.classList.contains('pen-near'))).toBe(
      name === 'patient',
    );
    expect(await names(open)).not.toContain('ink.clear');
    // a hand: a mouse between the strokes, and a key
    await open.page.waitForTimeout(100);
    await open.page.mouse.click(at.x, at.y);
    await button.press('Enter');
    expect((await names(open)).filter((sent) => sent === 'ink.clear')).toHaveLength(2);
  });

  it('asks once before it takes a no', async () => {
    const open = await gallery.open('patient', 1024, 600);
    await open.show(state('patient', { task: task(), act: act() }), 'en');
    await open.page.getByRole('button', { name: 'I do not want to sign' }).click();
    await open.page.getByRole('button', { name: 'Let me think again' }).click();
    expect(await names(open)).toEqual([]);
    await open.page.getByRole('button', { name: 'I do not want to sign' }).click();
    await open.page.getByRole('button', { name: 'Yes, I will not sign' }).click();
    expect(await names(open)).toEqual(['act.decline']);
  });

  it('carries through with the keyboard on the bench', async () => {
    const open = await gallery.open('bench', 1280, 800);
    await open.show(state('bench', {}), 'en');
    await open.page.keyboard.type('ZY2611020003');
    await open.page.keyboard.press('Enter');
    await open.show(state('bench', { task: task({ patientConfirmed: false, state: 'waiting' }) }), 'en');
    await open.page.keyboard.type('ZY2611020003');
    await open.page.keyboard.press('Enter');
    await open.next(snapshot({ task: task({ state: 'waiting' }) }), 'en');
    await open.page.locator('.button--primary:focus:not([aria-disabled])').waitFor();
    await open.page.keyboard.press('Enter');
    await vi.waitFor(async () =>
      expect(await names(open)).toEqual(['task.open', 'patient.confirm', 'signer.choose', 'act.start']),
    );
  });

  it('shows what the station is, copies it, and leads back from its papers step by step', async () => {
    const open = await gallery.open('bench', 1280, 800);
    await open.page.context().grantPermissions(['clipboard-read']);
    const about = UPKEEP.find(({ name }) => name === 'bench-about') as GalleryState;
    await open.show(about, 'en');
    expect(await names(open)).toEqual(['about.look']);
    await open.page.getByRole('button', { name: 'Copy as text' }).press('Enter');
    await open.page.getByText('Copied, without data of patients').waitFor();
    const copied = await open.page.evaluate(() => navigator.clipboard.readText());
    expect(copied).toMatch(/^Support: .*\nProduct: InkWitness/);
    expect(copied.split('\n')).toContain('Kind: official');
    await open.page.getByRole('button', { name: 'Third-party licences' }).press('Enter');
    await open.page.getByText('react 19.2.0: MIT').waitFor();
    await open.page.keyboard.press('Escape');
    await open.page.getByRole('button', { name: 'Copy as text' }).waitFor();
    await open.page.getByRole('button', { name: 'Copy as text' }).focus();
    await open.page.keyboard.press('Escape');
    expect(await open.page.locator('.upkeep').count()).toBe(0);
    // never beside somebody who signs
    await open.next(snapshot({ task: task(), act: act() }), 'en');
    expect(await open.page.getByRole('button', { name: 'Upkeep' }).count()).toBe(0);
  });

  it('gives the bench back only to a hand that holds', async () => {
    const open = await gallery.open('bench', 1280, 800);
    await open.show(state('bench', { layout: 'one-screen', task: task(), act: act() }), 'en');
    await open.page.getByRole('button', { name: 'They have it now' }).click();
    await open.page.getByRole('button', { name: 'Nurse' }).click();
    const hold = open.page.getByRole('button', { name: 'Hold for 2 seconds' });
    await hold.click();
    expect(await open.page.locator('.bench').count()).toBe(0);
    await hold.hover();
    await open.page.mouse.down();
    await open.page.waitForSelector('.bench', { timeout: 4000 });
    await open.page.mouse.up();
  });
});
