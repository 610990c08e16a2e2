import { readdir, stat, statfs } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { release } from 'node:os';
import { join } from 'node:path';
import { examineProgram } from '../program-files';
import { readSettings } from '../settings';
import { type Finding, failing, good, notApplicable, warning } from './finding';
import type { SelfTestPorts } from './ports';

/** Electron 25, the oldest that the kiosk runs on, has Node 18.15; statfs came with it. */
const OLDEST = [18, 15] as const;
const GIB = 1024 ** 3;
const LOW_BYTES = 2 * GIB;
const FULL_BYTES = GIB / 4;
/** Names of files in one sentence. */
const MAX_NAMED = 5;
/** Some 300 MB, read from a slow disk at the worst. */
export const PROGRAM_MS = 120_000;

function runtimeFinding(): Finding {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const electron = process.versions['electron'];
  const runtime = electron === undefined ? `Node.js ${process.versions.node}` : `Electron ${electron}`;
  const isNew = major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1]);
  if (!isNew) return failing('runtime-old', { runtime, needed: `Node.js ${OLDEST.join('.')}` });
  return good('runtime', { runtime, system: `${process.platform} ${release()} ${process.arch}` });
}

export async function lookAtRuntime({ program, modules }: SelfTestPorts): Promise<Finding[]> {
  const require = createRequire(join(program.folder, 'program.cjs'));
  const missing = modules.filter((name) => {
    try {
      require(name);
      return false;
    } catch {
      return true;
    }
  });
  return [
    runtimeFinding(),
    missing.length === 0 ? good('modules') : failing('modules-missing', { modules: missing.join(', ') }),
  ];
}

/** The first of them; the rest as a number. */
const named = (files: readonly string[]) => {
  const more = files.length > MAX_NAMED ? ` +${files.length - MAX_NAMED}` : '';
  return { files: `${files.slice(0, MAX_NAMED).join(', ')}${more}` };
};

/** Every file of the installed program against the list that it was packed with. */
async function lookAtPackaged(packaged: string): Promise<Finding[]> {
  const found = await examineProgram(packaged, AbortSignal.timeout(PROGRAM_MS));
  if (found === undefined) return [failing('program-list-missing')];
  const { count, missing, changed, strange } = found;
  const troubles = [
    ...(missing.length > 0 ? [failing('program-files-missing', named(missing))] : []),
    ...(changed.length > 0 ? [failing('program-files-changed', named(changed))] : []),
    ...(strange.length > 0 ? [warning('program-files-strange', named(strange))] : []),
  ];
  return troubles.length > 0 ? troubles : [good('program-files-sound', { count })];
}

/** Every file of an installed program as it was packed; of a build, that its parts are there and not empty. */
export async function lookAtProgram({ program: { folder, files, packaged } }: SelfTestPorts): Promise<Finding[]> {
  if (packaged !== undefined) return lookAtPackaged(packaged);
  if (files.length === 0) return [notApplicable('from-source')];
  const sizes = await Promise.all(files.map((file) => stat(join(folder, file)).catch(() => undefined)));
  const missing = files.filter((_, index) => (sizes[index]?.size ?? 0) === 0);
  return missing.length === 0
    ? [good('program-files', { count: files.length })]
    : [failing('program-files-missing', { files: missing.join(', ') })];
}

/** Values that were passed over, and files that cannot be read. */
export async function lookAtSettings({ folder, machine }: SelfTestPorts): Promise<Finding[]> {
  const read = await readSettings(folder, machine);
  if (!read.ok) return [failing('settings-unreadable', { what: read.error.detail ?? '' }, read.error.code)];
  const refused = read.value.stories.filter((story) => story.refused.length > 0);
  if (refused.length === 0) return [good('settings')];
  return refused.map(({ key, refused: origins }) => warning('setting-refused', { key, origins: origins.join(', ') }));
}

/** A common name, and one character each of the extensions of the Han script that names of people come from. */
const COMMON = '王李张刘陈患者本人0123456789-:（）·';
const RARE = '𬍛䶮㛃𠅤𡋾';

/** The fonts of captions: what every caption needs, and the characters of rare names, told as code points. */
export async function lookAtFonts({ captionFont }: SelfTestPorts): Promise<Finding[]> {
  const common = await captionFont.fontFor(COMMON);
  if (!common.ok) return [failing('font-missing', undefined, common.error.code)];
  const missing: string[] = [];
  for (const character of RARE) {
    const font = await captionFont.fontFor(character);
    if (!font.ok) missing.push(`U+${character.codePointAt(0)?.toString(16).toUpperCase()}`);
  }
  if (missing.length === 0) return [good('fonts')];
  return [warning('rare-characters', { characters: missing.join(' ') }, 'PDF_GLYPH_MISSING')];
}

export async function lookAtDisk({ folder }: SelfTestPorts): Promise<Finding[]> {
  const facts = await statfs(folder).catch(() => undefined);
  if (facts === undefined) return [warning('disk-unknown')];
  const free = facts.bavail * facts.bsize;
  const room = `${(free / GIB).toFixed(1)} GiB`;
  if (free < FULL_BYTES) return [failing('disk-low', { room }, 'DISK_FULL')];
  return [free < LOW_BYTES ? warning('disk-low', { room }) : good('disk', { room })];
}

/** How many forms are kept here; a folder without its log has lost it. */
export async function lookAtJournal({ folder }: SelfTestPorts): Promise<Finding[]> {
  const names = await readdir(join(folder, 'journal')).catch(() => []);
  const empty = await Promise.all(names.map((name) => readdir(join(folder, 'journal', name)).catch(() => [''])));
  const broken = empty.filter((inside) => inside.length === 0).length;
  return broken === 0 ? [good('journal', { count: names.length })] : [warning('journal-broken', { count: broken })];
}
