import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { debianVersion, type LinuxPackage, layKiosk, layServer } from '../../scripts/package/linux/layout';
import { packDeb, packTarball } from '../../scripts/package/linux/pack';
import { startServer } from '../../scripts/start-server.mjs';
import { hasTool, runTool } from '../support/external-tools';
import { smallApplication } from '../support/small-application';

const ROOT = join(import.meta.dirname, '..', '..');
const UNCOMPRESSED = ['-Znone'];
const canVerifyRules = hasTool('udevadm') && runTool('udevadm', ['--help']).output.includes('verify');

describe.skipIf(!hasTool('dpkg-deb'))('Linux packages (need dpkg-deb)', () => {
  let work: string;
  const at = (name: string) => join(work, name);
  beforeAll(async () => {
    work = mkdtempSync(join(tmpdir(), 'inkwitness-linux-'));
    packDeb(ROOT, await layServer(ROOT, at('server'), debianVersion('0.1.0', false)), at('server.deb'), UNCOMPRESSED);
    packDeb(ROOT, await kiosk(), at('kiosk.deb'), UNCOMPRESSED);
  });
  afterAll(() => rmSync(work, { recursive: true, force: true }));

  async function kiosk(): Promise<LinuxPackage> {
    const folder = smallApplication(at('application'), '0.1.0');
    for (const name of ['inkwitness', 'chrome-sandbox']) writeFileSync(join(folder, name), '', { mode: 0o755 });
    return layKiosk(ROOT, at('kiosk'), {
      folder,
      version: debianVersion('0.1.0', true),
      productName: 'InkWitness TEST',
    });
  }
  const said = (what: string, deb: string) => execFileSync('dpkg-deb', [what, at(deb)], { encoding: 'utf8' });
  /** `mode owner path` of each entry. */
  const contents = (deb: string) =>
    said('--contents', deb)
      .split('\n')
      .filter(Boolean)
      .map((line) => line.split(/\s+/))
      .map(([mode, owner, , , , path]) => `${mode} ${owner} ${path}`);

  it('the server: program, unit, account, configuration that stays, papers', () => {
    expect(said('--info', 'server.deb')).toMatch(
      /Package: inkwitness-server\n Version: 0\.1\.0\n[\s\S]*Depends: nodejs \(>= 20\.19\)/,
    );
    expect(said('--info', 'server.deb')).toContain('conffiles');
    const files = contents('server.deb');
    expect(files).toEqual(
      expect.arrayContaining([
        '-rw-r--r-- root/root ./usr/lib/systemd/system/inkwitness-server.service',
        '-rw-r--r-- root/root ./usr/lib/sysusers.d/inkwitness.conf',
        '-rw-r--r-- root/root ./etc/inkwitness/server.env',
        '-rw-r--r-- root/root ./etc/apparmor.d/inkwitness-server',
        '-rwxr-xr-x root/root ./opt/inkwitness/server/bin/inkwitness.mjs',
        '-rw-r--r-- root/root ./opt/inkwitness/server/sbom.cdx.json',
        '-rw-r--r-- root/root ./opt/inkwitness/server/THIRD-PARTY-LICENSES.txt',
      ]),
    );
    expect(files.filter((line) => !line.includes(' root/root '))).toEqual([]);
    expect(
      files.filter((line) =>
        /\/(win32|darwin)-\w+\/|\.map$|\.d\.ts$|fixtures|node_modules\/(react|electron)\//.test(line),
      ),
    ).toEqual([]);
  });

  it('the kiosk: program, rules of its devices, scheme, sandbox; a test build is below its release', () => {
    const info = said('--info', 'kiosk.deb');
    expect(info).toMatch(/Version: 0\.1\.0~test\n/);
    expect(info).toContain('libgtk-3-0t64 | libgtk-3-0');
    expect(spawnSync('dpkg', ['--compare-versions', '0.1.0~test', 'lt', '0.1.0']).status).toBe(0);
    expect(contents('kiosk.deb')).toEqual(
      expect.arrayContaining([
        '-rwsr-xr-x root/root ./opt/inkwitness/kiosk/chrome-sandbox',
        '-rwxr-xr-x root/root ./opt/inkwitness/kiosk/inkwitness',
        '-rw-r--r-- root/root ./usr/lib/udev/rules.d/70-inkwitness.rules',
        '-rw-r--r-- root/root ./usr/lib/sysusers.d/inkwitness-kiosk.conf',
        '-rw-r--r-- root/root ./usr/share/applications/inkwitness-link.desktop',
        '-rw-r--r-- root/root ./usr/share/inkwitness/inkwitness-kiosk.apparmor',
      ]),
    );
    const link = readFileSync(join(at('kiosk'), 'usr/share/applications/inkwitness-link.desktop'), 'utf8');
    expect(link).toContain('Exec=/opt/inkwitness/kiosk/inkwitness --deep-link -- %u\n');
    expect(link).toContain('MimeType=x-scheme-handler/inkwitness;');
  });

  it('the scripts of the packages are shell', () => {
    for (const name of ['server.postinst', 'server.prerm', 'server.postrm', 'kiosk.postinst', 'kiosk.postrm'])
      expect(runTool('sh', ['-n', join(ROOT, 'build/linux', name)])).toEqual({ status: 0, output: '' });
  });

  it.skipIf(!hasTool('apparmor_parser'))('AppArmor understands the profile of the server (needs apparmor)', () => {
    const profile = join(ROOT, 'build/linux/inkwitness-server.apparmor');
    expect(runTool('apparmor_parser', ['--skip-kernel-load', '--skip-cache', profile]).status).toBe(0);
    expect(runTool('apparmor_parser', ['--names', profile]).output).toContain('inkwitness-server\n');
    // the unit and the package speak of the same one
    expect(readFileSync(join(ROOT, 'build/linux/inkwitness-server.service'), 'utf8')).toContain(
      'AppArmorProfile=-inkwitness-server\n',
    );
  });

  it.skipIf(!canVerifyRules)('udev understands the rules of the pads (needs udev 254)', () => {
    expect(runTool('udevadm', ['verify', join(ROOT, 'build/udev/70-inkwitness.rules')]).status).toBe(0);
  });

  it.skipIf(!hasTool('systemd-analyze'))(
    'the unit is one that systemd understands, and is locked in (needs systemd)',
    () => {
      const unit = join(ROOT, 'build/linux/inkwitness-server.service');
      const { output } = runTool('systemd-analyze', ['verify', '--man=no', unit]);
      // Where the system has no Node of its own it says so, and nothing else.
      const about = output.split('\n').filter((line) => line.includes('inkwitness-server'));
      expect(about.filter((line) => !line.includes('/usr/bin/node is not executable'))).toEqual([]);
      // Exposure of 0 to 100: 14 now, 92 without the locks.
      expect(runTool('systemd-analyze', ['security', '--offline=true', '--threshold=20', unit]).status).toBe(0);
    },
  );

  it('the unpacked server answers, without anything of this checkout', async () => {
    const place = at('unpacked');
    execFileSync('dpkg-deb', ['-x', at('server.deb'), place]);
    const home = at('home');
    mkdirSync(home);
    const script = join(place, 'opt/inkwitness/server/dist/server/server.mjs');
    const server = await startServer(home, { script, args: ['--port', '0', '--no-samples'] });
    try {
      const health = await fetch(`${server.url}/healthz`);
      expect([health.status, await health.json()]).toMatchObject([200, { status: 'ok' }]);
      for (const page of ['/verify', '/console']) expect((await fetch(`${server.url}${page}`)).status).toBe(200);
    } finally {
      await server.stop();
    }
    const cli = runTool(process.execPath, [join(place, 'usr/bin/inkwitness'), 'verify', join(ROOT, 'LICENSE')]);
    expect([cli.status, cli.output]).toEqual([3, expect.stringContaining('PDF')]);
  });

  it('the archive for other systems has the same files', () => {
    packTarball({ tree: at('kiosk') } as LinuxPackage, at('kiosk.tar.gz'));
    const listed = execFileSync('tar', ['-tzf', at('kiosk.tar.gz')], { encoding: 'utf8' });
    const inside = execFileSync('dpkg-deb', ['--fsys-tarfile', at('kiosk.deb')], { maxBuffer: 1 << 26 });
    const packed = execFileSync('tar', ['-t'], { input: inside, encoding: 'utf8' });
    expect(listed.split('\n').sort()).toEqual(packed.split('\n').sort());
    expect(listed).toContain('./usr/lib/udev/rules.d/70-inkwitness.rules');
  });
});
