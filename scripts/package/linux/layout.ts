import { chmod, cp, mkdir, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { ELECTRON_LIBRARIES } from '../../system-packages.mjs';
import { writePapers } from '../papers';
import { packagesAskedFor, productionPackages } from '../production-packages';
import { copyPackages } from '../stage-app';

/** A package as a tree that is unpacked at the root of a system, and what its manager must know. */
export interface LinuxPackage {
  readonly name: string;
  readonly version: string;
  readonly description: string;
  readonly depends: readonly string[];
  readonly recommends: readonly string[];
  /** Files below /etc that an upgrade does not overwrite. */
  readonly conffiles: readonly string[];
  /** Scripts of the package, by dpkg's names, as files of build/linux. */
  readonly scripts: Readonly<Record<string, string>>;
  readonly tree: string;
}

const RARE_FONTS = 'fonts-hanazono';
const OLDEST_NODE = 'nodejs (>= 20.19)';
/** Resolved by name at run time, so that no import shows them: the font of reports. */
const READ_BY_NAME = ['@expo-google-fonts/noto-sans-sc'];
const SERVER_PROGRAMS = ['server/server.mjs', 'server/second-reader.mjs', 'cli/cli.mjs'];

type Files = Readonly<Record<string, { readonly from: string; readonly mode?: number }>>;

async function lay(root: string, tree: string, files: Files): Promise<void> {
  for (const [path, { from, mode = 0o644 }] of Object.entries(files)) {
    const target = join(tree, path);
    await mkdir(dirname(target), { recursive: true });
    await cp(join(root, from), target, { recursive: true });
    if (!path.endsWith('/')) await chmod(target, mode);
  }
}

/** The signing server and the command line, in /opt/inkwitness/server, run by the system's Node. */
export async function layServer(root: string, tree: string, version: string): Promise<LinuxPackage> {
  const home = join(tree, 'opt', 'inkwitness', 'server');
  const asked = await packagesAskedFor(
    root,
    SERVER_PROGRAMS.map((program) => `dist/${program}`),
  );
  const packages = productionPackages(root, [...asked, ...READ_BY_NAME]);
  await mkdir(home, { recursive: true });
  await copyPackages(root, packages, home, 'linux');
  const programs = [...SERVER_PROGRAMS, 'web/verify.html', 'web/console/'].map((path) => `dist/${path}`);
  await lay(root, tree, {
    ...Object.fromEntries(programs.map((path) => [`opt/inkwitness/server/${path}`, { from: path }])),
    'opt/inkwitness/server/bin/inkwitness.mjs': { from: 'bin/inkwitness.mjs', mode: 0o755 },
    'usr/lib/systemd/system/inkwitness-server.service': { from: 'build/linux/inkwitness-server.service' },
    'usr/lib/sysusers.d/inkwitness.conf': { from: 'build/linux/inkwitness.sysusers.conf' },
    'etc/inkwitness/server.env': { from: 'build/linux/server.env' },
    'etc/apparmor.d/inkwitness-server': { from: 'build/linux/inkwitness-server.apparmor' },
    'usr/share/doc/inkwitness-server/linux.md': { from: 'docs/deploy/linux.md' },
    'usr/share/doc/inkwitness-server/copyright': { from: 'LICENSE' },
  });
  const manifest = { name: 'inkwitness-server', version, type: 'module', private: true };
  await writeFile(join(home, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  await mkdir(join(tree, 'usr', 'bin'), { recursive: true });
  await symlink('../../opt/inkwitness/server/bin/inkwitness.mjs', join(tree, 'usr', 'bin', 'inkwitness'));
  await writePapers({ root, folder: home, subject: { name: 'inkwitness-server', version }, packages });
  return {
    name: 'inkwitness-server',
    version,
    description:
      'Signing server for bedside consents\n Certificates, trusted time, archive and delivery of signed forms; with the command line.',
    depends: [OLDEST_NODE, 'systemd (>= 247)'],
    recommends: ['apparmor'],
    conffiles: ['/etc/inkwitness/server.env', '/etc/apparmor.d/inkwitness-server'],
    scripts: {
      postinst: 'build/linux/server.postinst',
      prerm: 'build/linux/server.prerm',
      postrm: 'build/linux/server.postrm',
    },
    tree,
  };
}

/** The kiosk's application folder in /opt/inkwitness/kiosk, with rules for its devices and the launch scheme. */
export async function layKiosk(
  root: string,
  tree: string,
  application: { readonly folder: string; readonly version: string; readonly productName: string },
): Promise<LinuxPackage> {
  const home = join(tree, 'opt', 'inkwitness', 'kiosk');
  await mkdir(dirname(home), { recursive: true });
  await cp(application.folder, home, { recursive: true, mode: 2 });
  // Chromium's helper for kernels without user namespaces works as root or not at all.
  await chmod(join(home, 'chrome-sandbox'), 0o4755);
  await lay(root, tree, {
    'usr/lib/udev/rules.d/70-inkwitness.rules': { from: 'build/udev/70-inkwitness.rules' },
    'usr/lib/sysusers.d/inkwitness-kiosk.conf': { from: 'build/linux/inkwitness-kiosk.sysusers.conf' },
    'usr/share/applications/inkwitness.desktop': { from: 'build/linux/inkwitness.desktop' },
    'usr/share/applications/inkwitness-link.desktop': { from: 'build/linux/inkwitness-link.desktop' },
    'usr/share/icons/hicolor/512x512/apps/inkwitness.png': { from: 'build/icons/icon.png' },
    'usr/share/inkwitness/inkwitness-kiosk.apparmor': { from: 'build/linux/inkwitness-kiosk.apparmor' },
    'usr/lib/inkwitness/inkwitness-update': { from: 'build/linux/inkwitness-update', mode: 0o755 },
    'usr/lib/systemd/system/inkwitness-update@.service': { from: 'build/linux/inkwitness-update@.service' },
    'usr/lib/systemd/system/inkwitness-update@.timer': { from: 'build/linux/inkwitness-update@.timer' },
    'usr/lib/systemd/user/inkwitness-kiosk.service': { from: 'build/linux/inkwitness-kiosk.service' },
    'usr/share/doc/inkwitness-kiosk/linux.md': { from: 'docs/deploy/linux.md' },
    'usr/share/doc/inkwitness-kiosk/copyright': { from: 'LICENSE' },
  });
  return {
    name: 'inkwitness-kiosk',
    version: application.version,
    description: `Bedside consent kiosk (${application.productName})\n Handwriting and fingerprints sealed into PDF forms at the bed.`,
    depends: ELECTRON_LIBRARIES.map(({ packages }) => packages.join(' | ')),
    recommends: ['fonts-noto-cjk', RARE_FONTS],
    conffiles: [],
    scripts: { postinst: 'build/linux/kiosk.postinst', postrm: 'build/linux/kiosk.postrm' },
    tree,
  };
}

/** Version of a package with what dpkg sorts: a test build is below the release that it was made from. */
export const debianVersion = (version: string, testBuild: boolean): string => (testBuild ? `${version}~test` : version);
