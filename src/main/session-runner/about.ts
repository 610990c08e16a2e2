import { release, version } from 'node:os';
import { type AboutView, SETTING_ORIGINS } from '../../contracts/ipc';
import { ok, type Result } from '../../core/base';
import { deviceKeyPlace } from '../server-client';
import type { Bedside } from './bedside';
import type { ProgramFacts } from './kiosk';

/** A kiosk without a shell: tests and tools. */
export const FROM_SOURCE: ProgramFacts = {
  kind: 'source',
  runtime: { pinned: '-', is: 'other' },
  keyStore: '-',
  papers: { folder: '', names: [] },
};

type Settings = Bedside['connection']['settings'];

function serverOf({ serverUrl, serverCa, serverPins }: Settings, mutual: boolean): AboutView['server'] {
  const isTls = new URL(serverUrl).protocol === 'https:';
  const trust = !isTls ? 'machine' : serverCa === undefined ? 'system' : 'hospital';
  return { address: serverUrl, trust, pins: isTls ? (serverPins?.length ?? 0) : 0, mutual: isTls && mutual };
}

/** Keys only: a value may be a certificate, and `doctor --settings` shows it. */
const originsOf = ({ stories }: Bedside['connection']): AboutView['settings'] =>
  SETTING_ORIGINS.map((origin) => ({
    origin,
    keys: stories.filter((story) => story.origin === origin).map(({ key }) => key),
  })).filter(({ keys }) => keys.length > 0);

function runtimeOf({ runtime }: ProgramFacts): AboutView['runtime'] {
  const { electron, chrome, node } = process.versions as NodeJS.ProcessVersions & { chrome?: string };
  return {
    ...(electron === undefined ? {} : { electron }),
    ...(chrome === undefined ? {} : { chromium: chrome }),
    node,
    ...runtime,
  };
}

/** Looks up what this station is; the next snapshot tells it. Says nothing of patients and no secret. */
export async function lookAbout(bedside: Bedside): Promise<Result<void>> {
  const { folder, program, connection } = bedside;
  const { settings, tls } = connection;
  bedside.about = {
    build: { kind: program.kind, digest: bedside.build },
    runtime: runtimeOf(program),
    // os.version() is the name that people know on Windows, a build string on Linux
    system: `${process.platform === 'win32' ? version() : process.platform} ${release()} ${process.arch}`,
    server: serverOf(settings, tls.identity !== undefined),
    deviceKey: { kept: await deviceKeyPlace(folder).catch(() => 'none' as const), store: program.keyStore },
    settings: originsOf(connection),
    dataFolder: folder,
    papers: program.papers,
    ...(settings.support === undefined ? {} : { support: settings.support }),
  };
  bedside.changed();
  return ok(undefined);
}
