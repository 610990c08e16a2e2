import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bareBedside, upToInk } from '../../../test/support/bare-bedside';
import type { DisplayView } from '../../contracts/ipc';
import { SETTINGS } from '../settings';
import { choosePatientDisplay, displaysView, identifyDisplays } from './display-desk';

const view = (id: number, label: string, more: Partial<DisplayView> = {}): DisplayView => ({
  ...{ id, number: id, label, roles: [], mayBePatient: true },
  bounds: { x: id * 1000, y: 0, width: 1000, height: 800 },
  ...more,
});
const ALL = [
  view(1, 'DELL'),
  view(2, 'SAMSUNG'),
  view(3, 'SAMSUNG'),
  view(4, ''),
  view(5, 'TV', { mayBePatient: false }),
];

describe('displays from the bench', () => {
  let bed: Awaited<ReturnType<typeof bareBedside>>;
  let asked: unknown[];
  beforeEach(async () => {
    bed = await bareBedside();
    asked = [];
    Object.assign(bed.bedside, {
      language: 'en',
      screens: { layout: 'two-screens', patientScreen: 'present', displays: ALL },
      displays: { identify: (language: string) => asked.push(language), pin: (pinned: unknown) => asked.push(pinned) },
    });
    setOrigin('default');
  });
  afterEach(() => bed.close());

  const setOrigin = (origin: string): void => {
    const stories = [{ key: 'patientDisplay', value: undefined, origin, refused: [] }];
    bed.bedside.connection = { ...bed.bedside.connection, settings: {}, stories } as never;
  };
  const settings = async () => JSON.parse(await readFile(join(bed.bedside.folder, 'settings.json'), 'utf8'));

  it('each tells its number; one is chosen by what it keeps over a restart, and let go again', async () => {
    await writeFile(join(bed.bedside.folder, 'settings.json'), '{"stationName":"ICU-3"}');
    expect(await identifyDisplays(bed.bedside)).toMatchObject({ ok: true });
    expect(await choosePatientDisplay(bed.bedside, 1)).toMatchObject({ ok: true });
    expect(displaysView(bed.bedside)?.setBy).toBe('local');
    expect(await settings()).toEqual({ stationName: 'ICU-3', patientDisplay: { label: 'DELL' } });
    const twin = { label: 'SAMSUNG', x: 3000, y: 0, width: 1000, height: 800 };
    const nameless = { label: '', x: 4000, y: 0, width: 1000, height: 800 };
    expect(await choosePatientDisplay(bed.bedside, 3)).toMatchObject({ ok: true });
    expect(await choosePatientDisplay(bed.bedside, 4)).toMatchObject({ ok: true });
    // what was written is what the settings take
    expect(SETTINGS.patientDisplay.shape.safeParse((await settings()).patientDisplay).data).toEqual(nameless);
    expect(await choosePatientDisplay(bed.bedside, null)).toMatchObject({ ok: true });
    expect(await settings()).toEqual({ stationName: 'ICU-3' });
    expect(displaysView(bed.bedside)?.setBy).toBe('default');
    expect(asked).toEqual(['en', { label: 'DELL' }, twin, nameless, undefined]);
  });

  it('nothing moves while somebody signs', async () => {
    await bed.record('t1', upToInk('t1'));
    bed.bedside.openTaskId = 't1';
    expect(await identifyDisplays(bed.bedside)).toMatchObject({ error: { code: 'SESSION_NOT_NOW' } });
    expect(await choosePatientDisplay(bed.bedside, 1)).toMatchObject({ error: { code: 'SESSION_NOT_NOW' } });
    expect(asked).toEqual([]);
  });

  it.each([
    ['policy', 1, 'DISPLAY_SET_ABOVE'],
    ['installed', null, 'DISPLAY_SET_ABOVE'],
    ['default', 9, 'DISPLAY_GONE'],
    ['default', 5, 'DISPLAY_GONE'],
  ])('set by %s, display %s: %s', async (origin, id, code) => {
    setOrigin(origin);
    expect(await choosePatientDisplay(bed.bedside, id)).toMatchObject({ error: { code } });
    expect(asked).toEqual([]);
  });
});
