import { expect, it } from 'vitest';
import { snapshot, task } from '../../../test/support/screen-gallery/fixture-world';
import type { AboutView } from '../../contracts/ipc';
import { translator } from '../i18n';
import { aboutLines, aboutText } from './about-lines';

const ABOUT: AboutView = {
  build: { kind: 'official', digest: '9f4b1c07e2a85d33' },
  runtime: { electron: '45.0.0', chromium: '150.0.0.0', node: '24.0.0', pinned: '45.0.0', is: 'official' },
  system: 'Windows 11 Pro 10.0.22631 x64',
  server: { address: 'https://consent.example', trust: 'hospital', pins: 2, mutual: true },
  deviceKey: { kept: 'sealed', store: 'dpapi' },
  settings: [
    { origin: 'policy', keys: ['serverUrl', 'serverCa'] },
    { origin: 'default', keys: ['language'] },
  ],
  dataFolder: 'C:\\data',
  papers: { folder: 'C:\\program', names: [] },
};
const SNAPSHOT = snapshot({ task: task() });

it.each(['zh-CN', 'en'] as const)(
  'in %s the copied text has what the page has, and nobody from the worklist',
  (language) => {
    const text = aboutText(aboutLines(ABOUT, SNAPSHOT, translator(language)));
    for (const fact of ['9f4b1c07e2a8', '45.0.0', 'Windows 11', 'station-1', 'consent.example', 'dpapi', 'serverCa'])
      expect(text).toContain(fact);
    expect(text).not.toMatch(/\{\w+\}|undefined/);
    for (const { patientName, visitId } of SNAPSHOT.worklist)
      for (const known of [patientName, visitId]) expect(text).not.toContain(known);
    expect(text.trim().split('\n')).toHaveLength(12);
  },
);

it('a test build is marked, however it came to be', () => {
  const marked = (kind: AboutView['build']['kind']) =>
    aboutLines({ ...ABOUT, build: { ...ABOUT.build, kind } }, SNAPSHOT, translator('en'))
      .filter(({ isTest }) => isTest)
      .map(({ says }) => says[0]);
  expect(marked('official')).toEqual([]);
  expect(marked('test')).toEqual([expect.stringContaining('TEST BUILD 测试版')]);
  expect(marked('source')).toEqual([expect.stringContaining('TEST BUILD 测试版')]);
});
