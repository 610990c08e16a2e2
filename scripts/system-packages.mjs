/**
 * What Linux must have for the kiosk (Electron's libraries, a display, a Chinese font) and for the tests, as data,
 * and how to look for it without root. Names are those of Debian 12 and Ubuntu 22.04/24.04 (the t64 names).
 */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/**
 * @typedef {{ find: Finder, packages: string[] }} Need   `packages`: alternatives, the first one apt knows is taken
 * @typedef {{ library: string } | { command: string } | { font: string } | { file: string }} Finder
 */

const library = (soname, ...packages) => ({ find: { library: soname }, packages });
const command = (name, ...packages) => ({ find: { command: name }, packages: packages.length > 0 ? packages : [name] });

/** @type {Need[]} sonames that `ldd electron` names and a bare system lacks */
export const ELECTRON_LIBRARIES = [
  library('libgtk-3.so.0', 'libgtk-3-0t64', 'libgtk-3-0'),
  library('libnss3.so', 'libnss3'),
  library('libasound.so.2', 'libasound2t64', 'libasound2'),
  library('libgbm.so.1', 'libgbm1'),
  library('libdrm.so.2', 'libdrm2'),
  library('libatk-1.0.so.0', 'libatk1.0-0t64', 'libatk1.0-0'),
  library('libatk-bridge-2.0.so.0', 'libatk-bridge2.0-0t64', 'libatk-bridge2.0-0'),
  library('libatspi.so.0', 'libatspi2.0-0t64', 'libatspi2.0-0'),
  library('libcups.so.2', 'libcups2t64', 'libcups2'),
  library('libdbus-1.so.3', 'libdbus-1-3'),
  library('libXcomposite.so.1', 'libxcomposite1'),
  library('libXdamage.so.1', 'libxdamage1'),
  library('libXfixes.so.3', 'libxfixes3'),
  library('libXrandr.so.2', 'libxrandr2'),
  library('libxkbcommon.so.0', 'libxkbcommon0'),
];

const CHINESE_FONT = { find: { font: 'zh-cn' }, packages: ['fonts-noto-cjk'] };
/** Characters of names that Noto lacks: extensions B to F of GB 18030. */
const RARE_FONT = { find: { file: '/usr/share/fonts/truetype/hanazono/HanaMinB.ttf' }, packages: ['fonts-hanazono'] };
const VIRTUAL_DISPLAY = command('Xvfb', 'xvfb');

/** @type {Need[]} independent judges of the tests, virtual serial ports, a keyring, a profile's parser, a browser, and two displays */
const TEST_TOOLS = [
  command('pdfsig', 'poppler-utils'),
  command('qpdf'),
  command('openssl'),
  command('certutil', 'libnss3-tools'),
  command('mutool', 'mupdf-tools'),
  command('socat'),
  command('gnome-keyring-daemon', 'gnome-keyring'),
  command('dbus-daemon', 'dbus-daemon', 'dbus'),
  command('apparmor_parser', 'apparmor'),
  command('Xorg', 'xserver-xorg-core'),
  command('xrandr', 'x11-xserver-utils'),
  { find: { file: '/usr/lib/xorg/modules/drivers/dummy_drv.so' }, packages: ['xserver-xorg-video-dummy'] },
];
/** A Debian kernel in software emulation, for devices that no machine here has; the kernel package itself is only downloaded. */
const RIG = [command('qemu-system-x86_64', 'qemu-system-x86'), command('busybox', 'busybox-static'), command('cpio')];
/** Ubuntu's chromium is a snap that cannot be installed everywhere; tests in a browser then skip and say so. */
const BROWSER = command('chromium', 'chromium');

const monoLibrary = (name) => ({
  find: { file: `/usr/lib/mono/4.5/${name}.dll` },
  packages: [`lib${name.replaceAll('.', '-').toLowerCase().replace('system', 'mono-system')}4.0-cil`],
});
/** @type {Need[]} Windows packages made on Linux: WiX under mono, a database, a cabinet; signatures */
const INSTALLER_TOOLS = [
  command('mono', 'mono-runtime'),
  ...['System.Xml', 'System.Core', 'System.Xml.Linq', 'System.Configuration', 'System.Security', 'System.Data'].map(
    monoLibrary,
  ),
  monoLibrary('System.Windows.Forms'),
  command('msibuild', 'msitools'),
  command('gcab'),
  command('osslsigncode'),
];
/** Windows Installer, as far as wine has it. */
const WINE = [command('wine'), command('wineserver', 'wine64')];

/**
 * What is missing for the purpose. Empty on Windows and macOS.
 * @param {{ forTests: boolean, forPackages: boolean, display: boolean }} purpose `display`: a screen is there
 * @returns {Need[]}
 */
export function missingNeeds({ forTests, forPackages, display }) {
  if (process.platform !== 'linux') return [];
  const needs = [...ELECTRON_LIBRARIES, CHINESE_FONT, RARE_FONT];
  if (forTests || !display) needs.push(VIRTUAL_DISPLAY);
  if (forTests)
    needs.push(
      ...TEST_TOOLS,
      ...(distribution().includes('debian') ? [BROWSER, ...RIG, ...INSTALLER_TOOLS, ...WINE] : []),
    );
  if (forPackages) needs.push(...INSTALLER_TOOLS);
  const libraries = output('ldconfig', ['-p']) + output('/sbin/ldconfig', ['-p']);
  return needs.filter((need) => !isThere(need.find, libraries));
}

/** Ids of the distribution and its kin, as os-release names them, e.g. ['ubuntu', 'debian']. */
export function osFamily() {
  return distribution();
}

/** The package of each need that this system's apt can install; the first alternative where apt knows none. */
export function packageNames(needs) {
  return [...new Set(needs.map(({ packages }) => packages.find(aptKnows) ?? packages.at(-1) ?? ''))];
}

function aptKnows(name) {
  const candidate = /Candidate: (\S+)/.exec(output('apt-cache', ['policy', name]))?.[1];
  return candidate !== undefined && candidate !== '(none)';
}

function isThere(find, libraries) {
  if ('library' in find) return libraries.includes(`${find.library} `);
  if ('command' in find) return output('sh', ['-c', `command -v ${find.command}`]) !== '';
  if ('font' in find) return output('fc-list', [`:lang=${find.font}`, 'family']).trim() !== '';
  return output('ls', [find.file]) !== '';
}

function distribution() {
  try {
    const text = readFileSync('/etc/os-release', 'utf8');
    return [...text.matchAll(/^(?:ID|ID_LIKE)="?([^"\n]*)"?$/gm)].flatMap((match) => (match[1] ?? '').split(' '));
  } catch {
    return [];
  }
}

function output(file, args) {
  try {
    return execFileSync(file, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  } catch {
    return '';
  }
}
