// Makes the packages of one system in out/dist: `msi` or `linux`, with `--test-build` on any runtime and marked as such.
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { makeApplicationFolder } from './application-folder';
import { debianVersion, layKiosk, layServer } from './linux/layout';
import { packDeb, packTarball } from './linux/pack';
import { buildMsi } from './msi/build-msi';
import { signerFrom, signFile, signFolder } from './sign';

const root = join(import.meta.dirname, '..', '..');
const testBuild = process.argv.includes('--test-build');
const mark = testBuild ? '-test-build' : '';
const dist = join(root, 'out', 'dist');

const systems: Readonly<Record<string, () => Promise<readonly string[]>>> = { msi, linux };

async function msi(): Promise<readonly string[]> {
  const out = join(root, 'out', 'package-win32');
  const application = await makeApplicationFolder({ root, platform: 'win32', testBuild, out });
  const signer = signerFrom(process.env);
  if (signer) signFolder(application.folder, signer);
  else console.log('unsigned: INKWITNESS_SIGN_PFX is not set (docs/deploy/windows.md)');
  const output = join(dist, `inkwitness-kiosk-${application.version}${mark}-x64.msi`);
  buildMsi({ root, ...application, testBuild, output });
  if (signer) signFile(output, signer);
  await rm(out, { recursive: true, force: true });
  return [output];
}

async function linux(): Promise<readonly string[]> {
  const out = join(root, 'out', 'package-linux');
  const application = await makeApplicationFolder({ root, platform: 'linux', testBuild, out });
  const version = debianVersion(application.version, testBuild);
  const packages = [
    await layKiosk(root, join(out, 'kiosk'), { ...application, version }),
    await layServer(root, join(out, 'server'), version),
  ];
  const files = packages.flatMap((item) => {
    const name = join(dist, `${item.name}-${application.version}${mark}-linux-x64`);
    packDeb(root, item, `${name}.deb`);
    packTarball(item, `${name}.tar.gz`);
    return [`${name}.deb`, `${name}.tar.gz`];
  });
  await rm(out, { recursive: true, force: true });
  return files;
}

const make = systems[process.argv[2] ?? ''];
if (!make) throw new Error(`one of: ${Object.keys(systems).join(', ')}`);
for (const file of await make()) console.log(file);
