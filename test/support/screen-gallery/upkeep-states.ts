import type { AboutView, DisplayView, KioskSnapshot, Language, SelfTestView } from '../../../src/contracts/ipc';
import { EXAMINATIONS, type Examined, inWords } from '../../../src/main/self-test';
import { NOW_MS, snapshot } from './fixture-world';
import type { GalleryState } from './states';

type Findings = Examined['findings'];
const good = (says: string, values: object = {}) => ({ verdict: 'ok', says, values });
const trouble = (verdict: 'warning' | 'failing', says: string, values: object, code?: string) => ({
  ...{ verdict, says, values },
  ...(code === undefined ? {} : { code }),
});
const notRun = (step: string) => ({ verdict: 'not-run', says: 'step-before', values: { step } });

/** A bad morning: what an IT person sees who is called to a bed. */
const FOUND: Readonly<Record<string, readonly object[]>> = {
  runtime: [good('runtime', { runtime: 'Electron 42.0.0', system: 'win32 10.0.22631 x64' }), good('modules')],
  program: [good('program-files', { count: 5 })],
  settings: [
    trouble('warning', 'setting-refused', { key: 'logLevel', origins: 'policy' }),
    trouble('warning', 'setting-refused', { key: 'quietHours', origins: 'installed, server' }),
  ],
  displays: [trouble('warning', 'display-not-found', {})],
  devices: [
    good('pad', { name: 'Wacom STU-540', definition: 'wacom-stu-540 1' }),
    trouble('warning', 'conformance-low', { score: 31 }),
    trouble('warning', 'device-absent', { device: 'finger-pad' }, 'FINGER_PAD_ABSENT'),
  ],
  fonts: [trouble('warning', 'rare-characters', { characters: 'U+2C6DB U+20164 U+2B2FE' }, 'PDF_GLYPH_MISSING')],
  disk: [trouble('failing', 'disk-low', { room: '0.2 GiB' }, 'DISK_FULL')],
  journal: [good('journal', { count: 12 })],
  identity: [good('key-sealed')],
  name: [good('name', { host: 'consent.hospital.example', address: '10.20.30.40' })],
  tcp: [good('tcp', { host: 'consent.hospital.example', port: '443' })],
  tls: [trouble('failing', 'tls-ended', { host: 'consent.hospital.example' }, 'CERT_HAS_EXPIRED')],
  pin: [notRun('tls')],
  api: [notRun('tls')],
  clock: [notRun('tls')],
  enrolment: [notRun('tls')],
  time: [notRun('tls')],
  scheme: [
    trouble('failing', 'scheme-other', {
      handler: '"C:\\Program Files (x86)\\Other Vendor\\Signing Assistant\\launcher.exe" --url "%1"',
    }),
  ],
  browsers: [trouble('warning', 'browsers-ask', {})],
};

const DONE = EXAMINATIONS.length;
const UNDER_WAY = 8;

/** The product's own words for these findings: a picture shows what a kiosk shows. */
function selfTest(language: Language, done: number): SelfTestView {
  const examined = EXAMINATIONS.map((examination, index): Examined => {
    if (index > done) return { examination, state: 'waiting', findings: [] };
    if (index === done) return { examination, state: 'running', findings: [] };
    return { examination, state: 'done', findings: (FOUND[examination.id] ?? []) as Findings };
  });
  const exportedTo = 'C:\\ProgramData\\InkWitness\\kiosk\\self-test\\self-test-20261121T060500Z.txt';
  return {
    running: done < DONE,
    done,
    total: DONE,
    startedAtMs: NOW_MS,
    lines: inWords(examined, language),
    ...(done < DONE ? {} : { exportedTo }),
  };
}

const ABOUT: AboutView = {
  build: { kind: 'official', digest: '9f4b1c07e2a85d3360ba77f1c2d4988e0a6b5f3e7d1c2b4a5968778695a4b3c2' },
  runtime: { electron: '42.0.0', chromium: '148.0.7778.96', node: '24.15.0', pinned: '42.0.0', is: 'official' },
  system: 'Windows 11 Pro 10.0.22631 x64',
  server: { address: 'https://consent.hospital.example', trust: 'hospital', pins: 2, mutual: true },
  deviceKey: { kept: 'sealed', store: 'dpapi' },
  settings: [
    { origin: 'policy', keys: ['serverUrl', 'serverCa', 'serverPins', 'kioskMode'] },
    { origin: 'installed', keys: ['stationName'] },
    { origin: 'server', keys: ['language', 'updates', 'quietHours', 'support'] },
    { origin: 'default', keys: ['logLevel'] },
  ],
  dataFolder: 'C:\\ProgramData\\InkWitness\\kiosk',
  papers: { folder: 'C:\\Program Files\\InkWitness', names: ['licence', 'third-party', 'sbom'] },
  support: '信息科 8021（24 小时）',
};
const FROM_SOURCE: Partial<AboutView> = {
  build: { ...ABOUT.build, kind: 'source' },
  runtime: { electron: '25.1.1', chromium: '114.0.5735.106', node: '18.15.0', pinned: '42.0.0', is: 'other' },
  server: { address: 'http://127.0.0.1:8790', trust: 'machine', pins: 0, mutual: false },
  deviceKey: { kept: 'file', store: 'basic_text' },
  settings: [{ origin: 'default', keys: ['serverUrl'] }],
  papers: { folder: '/opt/electron', names: [] },
};

const BENCH_DISPLAY: DisplayView = {
  ...{ id: 1, number: 1, label: 'DELL P2422H', roles: ['bench'], mayBePatient: true },
  bounds: { x: 0, y: 0, width: 1920, height: 1080 },
};
const THREE: readonly DisplayView[] = [
  BENCH_DISPLAY,
  {
    ...{ id: 2, number: 2, label: 'Wacom DTU-1141', roles: ['patient', 'pen'], mayBePatient: true },
    bounds: { x: 1920, y: 0, width: 1920, height: 1080 },
  },
  {
    ...{ id: 3, number: 3, label: '', roles: [], mayBePatient: true },
    bounds: { x: 3840, y: 200, width: 1024, height: 600 },
  },
];

const state = (name: string, press: readonly string[], more: Partial<KioskSnapshot> = {}): GalleryState => ({
  name: `bench-${name}`,
  window: 'bench',
  snapshot: snapshot(more),
  press: ['upkeep.open', ...press],
});
const tested = (name: string, done: number): GalleryState => ({
  ...state(name, []),
  says: (language) => ({ selfTest: selfTest(language, done) }),
});
const { support: _, ...withoutSupport } = ABOUT;

/** The pages for nurse and IT. */
export const UPKEEP: readonly GalleryState[] = [
  state('self-test-never', []),
  tested('self-test-running', UNDER_WAY),
  tested('self-test-done', DONE),
  state('displays', ['upkeep.displays'], { displays: { all: THREE, setBy: 'local' } }),
  state('displays-policy', ['upkeep.displays'], { displays: { all: THREE.slice(0, 2), setBy: 'policy' } }),
  state('displays-one', ['upkeep.displays'], {
    displays: { all: [{ ...BENCH_DISPLAY, mayBePatient: false }], setBy: 'default' },
    layout: 'one-screen',
  }),
  state('about', ['upkeep.about'], { about: ABOUT }),
  state('about-test', ['upkeep.about'], { about: { ...withoutSupport, ...FROM_SOURCE }, testBuild: true }),
  state('about-licences', ['upkeep.about', 'about.paper.third-party'], { about: ABOUT }),
];
