import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { NtExecutable, NtExecutableResource, Resource } from 'resedit';

const vendor = join(dirname(createRequire(import.meta.url).resolve('electron-winstaller/package.json')), 'vendor');

/** A Windows program of 30 kB that says it is of this version. */
export function windowsProgram(version: string): Buffer {
  const program = NtExecutable.from(readFileSync(join(vendor, 'candle.exe')), { ignoreCert: true });
  const resources = NtExecutableResource.from(program);
  const [info] = Resource.VersionInfo.fromEntries(resources.entries);
  const [major = 0, minor = 0, patch = 0] = version.split('.').map(Number);
  info?.setFileVersion(major, minor, patch, 0, 1033);
  info?.outputToResourceEntries(resources.entries);
  resources.outputResource(program);
  return Buffer.from(program.generate());
}

/**
 * An application folder of a dozen files in place of the whole runtime, for the installer's life: a real Windows program with a
 * version, names that are hard to write (Chinese, `&`, `$`, spaces), a file that only this version has.
 */
export function smallApplication(folder: string, version: string): string {
  const files: Record<string, Buffer | string> = {
    'inkwitness.exe': windowsProgram(version),
    'LICENSE.inkwitness.txt': 'licence',
    'sbom.cdx.json': '{}',
    'locales/zh-CN.pak': `zh ${version}`,
    'locales/en-US.pak': 'en',
    'resources/app.asar': `app ${version}`,
    'resources/app.asar.unpacked/node_modules/node-hid/prebuilds/HID-win32-x64/node-napi-v4.node':
      windowsProgram('3.4.0'),
    'resources/说明 & $notes (1).txt': 'hard to write',
    [`resources/only-in-${version}.txt`]: version,
  };
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  return folder;
}
