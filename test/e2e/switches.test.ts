import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  chownSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { extractAll } from '@electron/asar';
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundleWardMain } from '../../scripts/build.mjs';
import { type ApplicationFolder, makeApplicationFolder } from '../../scripts/package/application-folder';
import { EXAMINATIONS, inWords, runSelfTest, type SelfTestPorts } from '../../src/main/self-test';
import { kioskEnvironment } from '../support/electron-kiosk';
import { openPorts, processTree } from '../support/open-ports';
import { canHaveOneDisplay, startDisplays, type VirtualDisplays } from '../support/virtual-displays';
import { canHaveSandbox, withoutRights } from '../support/without-rights';

/** How a fuse is written in the program: the characters 0 and 1 (@electron/fuses, constants.ts). */
const [OFF, ON] = [48, 49];

/** The packaged kiosk as a ward gets it, but for the runtime: fuses set, main of the product, under an account without rights. */
describe.skipIf(!canHaveOneDisplay() || !canHaveSandbox())('packaged kiosk (needs Xvfb, user namespaces)', () => {
  let work: string;
  let displays: VirtualDisplays;
  let application: ApplicationFolder;
  const program = () => join(application.folder, 'inkwitness');
  beforeAll(async () => {
    work = mkdtempSync(join(tmpdir(), 'inkwitness-packaged-'));
    displays = await startDisplays([{ width: 1024, height: 768 }]);
    const root = join(import.meta.dirname, '..', '..');
    chmodSync(work, 0o755);
    const main = join(work, 'main.cjs');
    await bundleWardMain(main);
    const out = join(work, 'out');
    application = await makeApplicationFolder({ root, platform: 'linux', testBuild: true, out, main });
  });
  afterAll(async () => {
    await displays?.stop();
    rmSync(work, { recursive: true, force: true });
  });

  const run = (own: string[], env: Record<string, string> = {}, home = 'home') => {
    const folder = join(work, home);
    mkdirSync(folder, { recursive: true });
    if (withoutRights.uid !== undefined) chownSync(folder, withoutRights.uid, withoutRights.gid);
    const child = spawn(program(), own, {
      ...withoutRights,
      env: { ...kioskEnvironment({ home: folder, displays }), HOME: folder, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const said = { text: '' };
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said.text += chunk));
    return { child, said, log: () => readFileSync(join(folder, 'kiosk', 'logs', 'kiosk.log'), 'utf8') };
  };
  const ended = async (own: string[], env?: Record<string, string>) => {
    const { child, said } = run(own, env);
    const [code] = await once(child, 'exit');
    return { code, said: said.text };
  };

  it('carries its name, its papers and only what it needs', () => {
    expect(application.productName).toContain('TEST BUILD');
    const inside = join(work, 'inside');
    extractAll(join(application.folder, 'resources', 'app.asar'), inside);
    const manifest = JSON.parse(readFileSync(join(inside, 'package.json'), 'utf8'));
    expect(manifest.productName).toBe(application.productName);
    // what the page "About" and the bar of a test build go by
    expect(manifest.inkwitness.build).toBe('test');
    const main = readFileSync(join(inside, 'main.cjs'), 'utf8');
    expect(main.match(/\bFLAVOUR = .*/g)).toEqual(['FLAVOUR = "product";']);
    const files = listOf(inside);
    expect(files).toEqual(
      expect.arrayContaining(['main.cjs', 'preload.cjs', 'device-host.cjs', 'renderer/index.html']),
    );
    expect(
      files.filter(
        (file) => /main-e2e|\.map$|\.test\.|hidapi|win32|darwin/.test(file) && !/dist\/(win32|darwin)/.test(file),
      ),
    ).toEqual([]);
    const bill = JSON.parse(readFileSync(join(application.folder, 'sbom.cdx.json'), 'utf8'));
    expect(bill).toMatchObject({ bomFormat: 'CycloneDX', specVersion: '1.6' });
    const purls = bill.components.map(({ purl }: { purl?: string }) => purl?.split('@')[0]?.replace('%40', '@'));
    expect(purls).toEqual(expect.arrayContaining(['pkg:npm/node-hid', 'pkg:npm/react', 'pkg:npm/zod']));
    const licences = readFileSync(join(application.folder, 'THIRD-PARTY-LICENSES.txt'), 'utf8');
    for (const name of ['node-hid', 'react', 'pdfjs-dist']) expect(licences).toContain(`\n${name} `);
  });

  it('its fuses are set', async () => {
    const { version: _, ...wire } = await getCurrentFuseWire(program());
    const off = [
      FuseV1Options.RunAsNode,
      FuseV1Options.EnableNodeOptionsEnvironmentVariable,
      FuseV1Options.EnableNodeCliInspectArguments,
      FuseV1Options.LoadBrowserProcessSpecificV8Snapshot,
    ];
    const on = [
      FuseV1Options.EnableCookieEncryption,
      FuseV1Options.EnableEmbeddedAsarIntegrityValidation,
      FuseV1Options.OnlyLoadAppFromAsar,
    ];
    expect(off.map((fuse) => wire[fuse])).toEqual(off.map(() => OFF));
    expect(on.map((fuse) => wire[fuse])).toEqual(on.map(() => ON));
  });

  it('starts, and neither runs a script, preloads one nor asks a device for whoever sets its environment', async () => {
    const probe = join(work, 'probe.cjs');
    let asked = 0;
    const control = createServer(() => asked++).listen(0, '127.0.0.1');
    await once(control, 'listening');
    const { port } = control.address() as AddressInfo;
    const INKWITNESS_SERVICES = `ws://127.0.0.1:${port}=bridge-pen`;
    const env = { ELECTRON_RUN_AS_NODE: '1', NODE_OPTIONS: `--require ${probe}`, INKWITNESS_SERVICES };
    const { child, said, log } = run([], env, 'started');
    await expect.poll(() => tryRead(log), { timeout: 30_000 }).toContain('"event":"open"');
    expect(log()).toContain('"flavour":"product"');
    // Nobody to talk to: neither the kiosk nor its device host waits for a connection.
    const tree = processTree(child.pid as number);
    expect(tree.length).toBeGreaterThan(3);
    expect(openPorts(tree)).toEqual([]);
    expect(openPorts([process.pid])).toContain(`tcp ${port}`);
    const screens = tree.filter((pid) => readFileSync(`/proc/${pid}/cmdline`, 'latin1').includes('--type=renderer'));
    expect(screens.length).toBeGreaterThan(0);
    // 2: a filter on system calls (proc(5)), the inner wall of Chromium's sandbox.
    for (const pid of screens) expect(readFileSync(`/proc/${pid}/status`, 'utf8')).toMatch(/^Seccomp:\t2$/m);
    // Its own files are those that were packed, also as Electron reads them.
    await expect.poll(() => tryRead(log), { timeout: 30_000 }).toMatch(/"event":"program.sound","files":\d\d\b/);
    // No keyring here: the key stays a file, and the log says so.
    expect(log()).toMatch(/"event":"device-key"[^\n]*"kept":"file"[^\n]*"store":"(basic_text|none)"/);
    const gone = once(child, 'exit');
    child.kill('SIGTERM');
    await gone;
    expect(said.text).not.toContain('probe');
    expect(asked).toBe(0);
    control.close();
  });

  it.each([
    '--no-sandbox',
    '--remote-debugging-port=0',
    '--inspect=0',
    '--proxy-server=127.0.0.1:9',
    '--user-data-dir=/tmp/elsewhere',
    '--ignore-certificate-errors',
    '--host-rules=MAP * 127.0.0.1',
    '--js-flags=--expose-gc',
    '--renderer-cmd-prefix=true',
    'inkwitness://launch?ticket=a.b.c',
  ])('%s ends the kiosk before it opens anything', async (own) => {
    const { code, said } = await ended([own]);
    expect(code).toBe(64);
    expect(said).toMatch(/InkWitness does not start: (SWITCH|ARGUMENT)_FORBIDDEN \([a-z -]+\)/);
  });

  it('a byte that changed, a file that went and one that came are named by the self-test', async () => {
    const at = (place: string) => join(application.folder, place);
    const program = EXAMINATIONS.filter(({ id }) => id === 'program');
    const packaged = { program: { folder: '', files: [], packaged: application.folder } } as unknown as SelfTestPorts;
    const said = async () => inWords(await runSelfTest(packaged, undefined, program), 'en').map(({ says }) => says);
    expect(await said()).toEqual([expect.stringMatching(/^All \d\d files of the program are as they were packed$/)]);
    const [native = ''] = listOf(at('resources')).filter((file) => file.endsWith('.node'));
    const bytes = readFileSync(at(`resources/${native}`));
    bytes[9999] = (bytes[9999] as number) ^ 1;
    writeFileSync(at(`resources/${native}`), bytes);
    rmSync(at('sbom.cdx.json'));
    writeFileSync(at('resources/strange.cjs'), '');
    expect(await said()).toEqual([
      'Files of the program are missing: sbom.cdx.json',
      `Files of the program were changed: resources/${native}`,
      'In the program’s folder lie files that are not its own: resources/strange.cjs',
    ]);
  });

  it('runs nothing that lies beside its archive', async () => {
    const resources = join(application.folder, 'resources');
    renameSync(join(work, 'inside'), join(resources, 'app'));
    renameSync(join(resources, 'app.asar'), join(resources, 'away.asar'));
    expect((await ended(['--inspect=0'])).said).not.toContain('InkWitness does not start');
  });
});

const listOf = (folder: string): string[] =>
  (readdirSync(folder, { recursive: true }) as string[]).map((file) => file.replaceAll('\\', '/'));

function tryRead(read: () => string): string {
  try {
    return read();
  } catch {
    return '';
  }
}
