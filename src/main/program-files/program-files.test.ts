import { appendFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createPackage } from '@electron/asar';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { signFile } from '../../../scripts/package/sign';
import { canSign, throwAwaySigner } from '../../../test/support/code-signing';
import { smallApplication, windowsProgram } from '../../../test/support/small-application';
import { examineProgram, packagedFolder } from './examine-program';
import { fileDigest } from './file-digest';
import { ARCHIVE, listShipped, PROGRAM_LIST, SEALED_LIST } from './shipped-list';

const work = mkdtempSync(join(tmpdir(), 'inkwitness-program-'));
const folder = join(work, 'application');
const at = (place: string) => join(folder, place);
afterAll(() => rmSync(work, { recursive: true, force: true }));

const PROGRAM = 'inkwitness.exe';
const NATIVE = 'resources/app.asar.unpacked/node_modules/node-hid/prebuilds/HID-win32-x64/node-napi-v4.node';
const PLACES = ['LICENSE.inkwitness.txt', 'locales/zh-CN.pak', NATIVE, 'resources/说明 & $notes (1).txt'];

/** A program with both of its lists, as the packaging leaves it. */
async function packed(): Promise<void> {
  rmSync(folder, { recursive: true, force: true });
  smallApplication(folder, '1');
  for (const extra of ['locales/en-US.pak', 'sbom.cdx.json', 'resources/only-in-1.txt']) rmSync(at(extra));
  const stage = join(work, 'stage');
  mkdirSync(stage, { recursive: true });
  const paths = (places: readonly string[]) => Object.fromEntries(places.map((place) => [place, at(place)]));
  writeFileSync(join(stage, SEALED_LIST), await listShipped(paths(PLACES)));
  writeFileSync(join(stage, 'verifier.html'), 'behind the list');
  await createPackage(stage, at(ARCHIVE));
  writeFileSync(at(PROGRAM_LIST), await listShipped(paths([PROGRAM, ARCHIVE])));
}

const SOUND = { count: PLACES.length + 2, missing: [], changed: [], strange: [] };
function flip(path: string, offset: number): void {
  const bytes = readFileSync(path);
  bytes[offset] = (bytes[offset] as number) ^ 1;
  writeFileSync(path, bytes);
}

describe('files of the program', () => {
  beforeEach(packed);

  it('are sound as they were packed', async () => {
    expect(await examineProgram(folder)).toEqual(SOUND);
  });

  it.each([PROGRAM, ARCHIVE, ...PLACES])('%s with one byte changed, then gone', async (place) => {
    // In the archive: of what lies behind the list.
    flip(at(place), readFileSync(at(place)).length - 1);
    expect(await examineProgram(folder)).toEqual({ ...SOUND, changed: [place] });
    rmSync(at(place));
    const gone = await examineProgram(folder);
    expect(gone).toEqual(place === ARCHIVE ? undefined : { ...SOUND, missing: [place] });
  });

  it('what nobody shipped is named, a link in place of a file is not the file', async () => {
    mkdirSync(at('resources/app'));
    for (const strange of ['version.dll', 'resources/app/index.js']) writeFileSync(at(strange), 'x');
    symlinkSync('/', at('elsewhere'));
    rmSync(at('locales/zh-CN.pak'));
    symlinkSync(at(PROGRAM), at('locales/zh-CN.pak'));
    const { strange, ...rest } = (await examineProgram(folder)) ?? { strange: [] };
    expect(rest).toEqual({ count: SOUND.count, missing: [], changed: ['locales/zh-CN.pak'] });
    expect([...strange].sort()).toEqual(['elsewhere', 'resources/app/index.js', 'version.dll']);
  });

  it('without its lists, or with damaged ones, nothing is said to be sound', async () => {
    const text = readFileSync(at(PROGRAM_LIST), 'utf8');
    for (const other of [
      '',
      '{}',
      '[',
      text.replace('"version": 1', '"version": 2'),
      text.replace(/[0-9a-f]{64}/, 'x'),
    ]) {
      writeFileSync(at(PROGRAM_LIST), other);
      expect(await examineProgram(folder), other).toBeUndefined();
    }
    writeFileSync(at(PROGRAM_LIST), text);
    for (const header of [
      Buffer.alloc(0),
      Buffer.alloc(16, 0xff),
      Buffer.concat([Buffer.alloc(16, 1), Buffer.from('{')]),
    ]) {
      writeFileSync(at(ARCHIVE), header);
      expect(await examineProgram(folder)).toBeUndefined();
    }
  });

  it('a list beside the archive does not outdo the one inside', async () => {
    flip(at(NATIVE), 5000);
    const list = JSON.parse(readFileSync(at(PROGRAM_LIST), 'utf8'));
    list.files[NATIVE] = await fileDigest(at(NATIVE));
    writeFileSync(at(PROGRAM_LIST), JSON.stringify(list));
    expect(await examineProgram(folder)).toEqual({ ...SOUND, changed: [NATIVE] });
  });

  it.skipIf(!canSign())(
    'a Windows program is the same before and after signing, and another one when it is changed',
    async () => {
      const { signer } = throwAwaySigner(work);
      const file = join(work, 'signed', 'program.exe');
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, windowsProgram('1.0.0'));
      // Signing fills up to eight bytes.
      appendFileSync(file, 'xyz');
      const before = await fileDigest(file);
      signFile(file, signer);
      expect(await fileDigest(file)).toBe(before);
      flip(file, 2000);
      expect(await fileDigest(file)).not.toBe(before);
    },
  );

  it('runs from an archive, or is not packaged', () => {
    expect(packagedFolder('/opt/inkwitness/kiosk/resources/app.asar')).toBe('/opt/inkwitness/kiosk');
    expect(packagedFolder('/checkout/dist/kiosk')).toBeUndefined();
  });
});
