import { execFileSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { basename, join, resolve } from 'node:path';

/** Everything that the rig keeps between runs: the unpacked kernel package and the ramdisk. */
const STORE = resolve('.cache/rig');
const QEMU = 'qemu-system-x86_64';

/** Drivers of the guest: the shared root, both ways to make a device, and every driver that may answer for one. */
const MODULES = [
  'virtio_pci',
  '9p',
  '9pnet_virtio',
  'uhid',
  'hid-generic',
  'usbhid',
  'wacom',
  'hid-uclogic',
  'evdev',
  'vhci-hcd',
  'cdc-acm',
  'ftdi_sio',
];

export interface RigKernel {
  readonly kernel: string;
  readonly ramdisk: string;
}

const output = (command: string, ...args: string[]): string =>
  execFileSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });

/** Why the rig cannot run here; undefined when it can. */
export function rigHindrance(): string | undefined {
  if (process.platform !== 'linux' || process.arch !== 'x64') return 'needs Linux on x86-64';
  for (const command of [QEMU, 'busybox', 'cpio', 'dpkg', 'apt-get', 'perl']) {
    try {
      output('sh', '-c', `command -v ${command}`);
    } catch {
      return `${command} is not installed`;
    }
  }
  return undefined;
}

/** The kernel of Debian's stable release, downloaded and unpacked once, never installed; and a ramdisk for it. */
export function rigKernel(): RigKernel {
  mkdirSync(STORE, { recursive: true });
  const unpacked = join(STORE, 'linux');
  if (!existsSync(unpacked)) unpackKernel(unpacked);
  const version = readdirSync(join(unpacked, 'lib/modules'))[0] as string;
  const kernel = join(unpacked, `boot/vmlinuz-${version}`);
  return { kernel, ramdisk: ramdiskFor(unpacked, version) };
}

function unpackKernel(unpacked: string): void {
  const name = /Depends: (linux-image-\S+)/.exec(output('apt-cache', 'depends', 'linux-image-amd64'))?.[1];
  if (name === undefined) throw new Error('apt knows no linux-image-amd64');
  execFileSync('apt-get', ['download', name], { cwd: STORE, stdio: 'ignore' });
  const file = readdirSync(STORE).find((entry) => entry.endsWith('.deb')) as string;
  const draft = `${unpacked}.draft`;
  rmSync(draft, { recursive: true, force: true });
  execFileSync('dpkg', ['-x', join(STORE, file), draft], { stdio: 'ignore' });
  const version = readdirSync(join(draft, 'lib/modules'))[0] as string;
  execFileSync('busybox', ['depmod', '-b', draft, version], { stdio: 'ignore' });
  rmSync(join(STORE, file));
  renameSync(draft, unpacked);
}

/** `modules.dep`: a module's file and the files it needs, in the order in which they have to be loaded. */
function moduleFiles(unpacked: string, version: string): string[] {
  const needs = new Map<string, { path: string; after: string[] }>();
  const plain = (path: string): string =>
    basename(path)
      .replace(/\.ko.*$/, '')
      .replaceAll('_', '-');
  for (const line of readFileSync(join(unpacked, 'lib/modules', version, 'modules.dep'), 'utf8').split('\n')) {
    const [path, rest] = line.split(':') as [string, string | undefined];
    if (rest === undefined) continue;
    needs.set(plain(path), { path, after: rest.trim().split(/\s+/).filter(Boolean).map(plain) });
  }
  const ordered: string[] = [];
  const visit = (name: string): void => {
    const entry = needs.get(name);
    if (entry === undefined || ordered.includes(entry.path)) return;
    for (const other of [...entry.after].reverse()) visit(other);
    ordered.push(entry.path);
  };
  for (const name of MODULES) visit(name.replaceAll('_', '-'));
  return ordered.map((path) => join(unpacked, 'lib/modules', version, path));
}

/**
 * Starts the program that the kernel's command line names with Node inside the shared, read-only root. Room to write is at
 * /run: a checkout may lie below /tmp.
 */
const INIT = `#!/bin/busybox sh
/bin/busybox mount -t proc proc /proc
/bin/busybox mount -t sysfs sysfs /sys
/bin/busybox mount -t devtmpfs devtmpfs /dev
for module in $(/bin/busybox cat /modules/order); do /bin/busybox insmod /modules/$module || echo "no module $module"; done
/bin/busybox mount -t 9p -o trans=virtio,version=9p2000.L,ro,cache=loose,msize=524288 host /host
/bin/busybox mount -t proc proc /host/proc
/bin/busybox mount --bind /sys /host/sys
/bin/busybox mount --bind /dev /host/dev
/bin/busybox mount -t tmpfs tmpfs /host/run
/bin/busybox ip link set lo up
for word in $(/bin/busybox cat /proc/cmdline); do case $word in rig.*) export "RIG_\${word#rig.}" ;; esac; done
HOME=/run TMPDIR=/run PATH=/usr/local/bin:/usr/bin:/bin:/sbin /bin/busybox chroot /host "$RIG_node" "$RIG_program"
/bin/busybox poweroff -f
`;

function ramdiskFor(unpacked: string, version: string): string {
  const ramdisk = join(STORE, 'ramdisk.gz');
  const folder = join(STORE, 'ramdisk');
  rmSync(folder, { recursive: true, force: true });
  for (const path of ['bin', 'dev', 'proc', 'sys', 'host', 'modules'])
    mkdirSync(join(folder, path), { recursive: true });
  copyFileSync(output('sh', '-c', 'command -v busybox').trim(), join(folder, 'bin/busybox'));
  const modules = moduleFiles(unpacked, version);
  for (const file of modules) copyFileSync(file, join(folder, 'modules', basename(file)));
  writeFileSync(join(folder, 'modules/order'), modules.map((file) => basename(file)).join('\n'));
  writeFileSync(join(folder, 'init'), INIT, { mode: 0o755 });
  execFileSync('sh', ['-c', `find . | cpio -o -H newc --quiet | gzip -1 > '${ramdisk}'`], { cwd: folder });
  return ramdisk;
}
