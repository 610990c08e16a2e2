import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Intent } from '../../src/contracts/ipc';
import { type RunningKiosk, startKiosk } from '../support/electron-kiosk';
import { canHaveTwoDisplays, startDisplays, type VirtualDisplays } from '../support/virtual-displays';

// Without a server and without devices: what the shell itself promises.
describe.skipIf(!canHaveTwoDisplays())('locks of the windows (needs Xorg with the dummy driver)', () => {
  let home: string;
  let displays: VirtualDisplays;
  let kiosk: RunningKiosk;
  beforeAll(async () => {
    home = mkdtempSync(join(tmpdir(), 'inkwitness-hardening-'));
    displays = await startDisplays([
      { width: 1280, height: 800 },
      { width: 1024, height: 768 },
    ]);
    kiosk = await startKiosk({ home, displays });
  });
  afterAll(async () => {
    await kiosk?.stop();
    await displays?.stop();
    rmSync(home, { recursive: true, force: true });
  });

  /** Runs in the page outside of the debugger's own call, which may do what the page's policy forbids. */
  const inPage = (code: string): Promise<string> =>
    kiosk.patient.evaluate(
      (source) =>
        new Promise<string>((done) => {
          const probes: Record<string, () => unknown> = {
            // biome-ignore lint/security/noGlobalEval: the probe
            eval: () => globalThis.eval('1'),
            function: () => new Function('return 1')(),
            innerHTML: () => {
              document.body.innerHTML = '<p>x</p>';
            },
            scriptUrl: () => Object.assign(document.createElement('script'), { src: '/x.js' }),
            worker: () => new Worker('/main.js'),
            policy: () =>
              (
                window as unknown as { trustedTypes: { createPolicy(name: string, rules: object): unknown } }
              ).trustedTypes.createPolicy('mine', {}),
          };
          setTimeout(() => {
            try {
              probes[source]?.();
              done('allowed');
            } catch (error) {
              done((error as Error).name);
            }
          });
        }),
      code,
    );

  it('no code and no markup from strings', async () => {
    for (const probe of ['eval', 'function']) expect(await inPage(probe), probe).toBe('EvalError');
    for (const probe of ['innerHTML', 'scriptUrl', 'worker', 'policy']) {
      expect(await inPage(probe), probe).toBe('TypeError');
    }
  });

  it('an inline script does not run', async () => {
    const ran = await kiosk.patient.evaluate(() => {
      const script = document.createElement('script');
      try {
        script.text = 'window.ran = 1';
        document.body.append(script);
      } catch {
        return false;
      }
      return 'ran' in window;
    });
    expect(ran).toBe(false);
  });

  it('the page has the bridge and nothing of Node or Electron', async () => {
    const seen = await kiosk.patient.evaluate(() => ({
      globals: ['require', 'process', 'module', 'Buffer', 'electron', 'ipcRenderer'].filter((name) => name in window),
      bridge: Object.keys(window.kiosk).sort(),
      frozen: Object.isFrozen(window.kiosk),
    }));
    expect(seen.globals).toEqual([]);
    expect(seen.bridge).toEqual(['intent', 'onDisplay', 'onSnapshot', 'padPicture', 'pointer', 'snapshot', 'window']);
    expect(seen.frozen).toBe(true);
  });

  it('stays where it is, opens nothing, reaches nothing', async () => {
    const { patient, app } = kiosk;
    const before = patient.url();
    const reached = await patient.evaluate(async () => {
      const opened = window.open('https://example.org/') !== null;
      const link = document.createElement('a');
      link.href = 'https://example.org/';
      document.body.append(link);
      link.click();
      link.remove();
      const tries = ['https://example.org/', 'http://127.0.0.1:9/', 'file:///etc/passwd', 'app://other/index.html'];
      const answers = await Promise.all(
        tries.map((url) =>
          fetch(url).then(
            () => url,
            () => 'blocked',
          ),
        ),
      );
      return { opened, answers: [...new Set(answers)] };
    });
    expect(reached).toEqual({ opened: false, answers: ['blocked'] });
    await patient.evaluate(() => location.assign('https://example.org/'));
    await patient.evaluate(() => location.assign('file:///etc/passwd'));
    await patient.waitForTimeout(200);
    expect(patient.url()).toBe(before);
    expect(app.windows()).toHaveLength(2);
  });

  it('serves its own files and nothing beside them', async () => {
    const statuses = await kiosk.patient.evaluate(async () => {
      const paths = ['/index.html', '/..%2fmain.cjs', '/..%2f..%2fpackage.json', '/document/anything', '/main.cjs'];
      return Promise.all(paths.map((path) => fetch(path).then((answer) => answer.status)));
    });
    expect(statuses).toEqual([200, 403, 403, 404, 404]);
    const headers = await kiosk.patient.evaluate(() =>
      fetch('/index.html').then((answer) => [...answer.headers].map(([name]) => name)),
    );
    expect(headers).toEqual(expect.arrayContaining(['content-security-policy', 'x-content-type-options']));
  });

  it('gives no permission and saves no file', async () => {
    const answers = await kiosk.patient.evaluate(async () => {
      const link = document.createElement('a');
      link.href = URL.createObjectURL(new Blob(['x']));
      link.download = 'inkwitness-probe.bin';
      link.click();
      return {
        states: await Promise.all(
          ['camera', 'microphone', 'geolocation', 'clipboard-read'].map((name) =>
            navigator.permissions.query({ name: name as PermissionName }).then(({ state }) => state),
          ),
        ),
        place: await new Promise((done) =>
          navigator.geolocation.getCurrentPosition(
            () => done('given'),
            ({ code }) => done(code),
          ),
        ),
        notes: await Notification.requestPermission(),
      };
    });
    expect(answers).toEqual({ states: Array(4).fill('denied'), place: 1, notes: 'denied' });
    await expect.poll(log, { timeout: 15_000 }).toContain('lock.download');
  });

  it('an intent from the wrong window is refused and changes nothing', async () => {
    const before = await kiosk.snapshot();
    expect(before.layout).toBe('two-screens');
    const outcome = (name: string, payload: object) =>
      kiosk.patient.evaluate(([n, p]) => window.kiosk.intent({ name: n, payload: p } as never), [
        name,
        payload,
      ] as const);
    expect(await outcome('task.finish', {})).toMatchObject({ ok: false, code: 'IPC_WRONG_WINDOW' });
    expect(await outcome('pointer.allow', { allowed: true })).toMatchObject({ ok: false, code: 'IPC_WRONG_WINDOW' });
    expect(await outcome('constructor', {})).toMatchObject({ ok: false, code: 'IPC_UNKNOWN_INTENT' });
    expect(await outcome('page.shown', { page: -1, ms: 0 })).toMatchObject({ ok: false, code: 'IPC_BAD_PAYLOAD' });
    const refused = await outcome('task.finish', {});
    expect(refused).toHaveProperty('correlationId', expect.stringMatching(/^[0-9a-f]{12}$/));
    expect((await kiosk.snapshot()).health.pointerAllowed).toBe(before.health.pointerAllowed);
    expect(log()).toContain('IPC_WRONG_WINDOW');
  });

  it('the patient window covers the second display only, and comes back with it', async () => {
    const places = () =>
      kiosk.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map((window) => window.getBounds().x));
    expect((await places()).sort()).toEqual([0, 1280]);
    displays.plugSecond(false);
    const lost = await kiosk.until('screen lost', ({ health }) => health.patientScreen === 'lost');
    expect(lost.layout).toBe('one-screen');
    expect(await places()).toEqual([0]);
    displays.plugSecond(true);
    const back = await kiosk.until('screen back', ({ health }) => health.patientScreen === 'present');
    expect(back.layout).toBe('two-screens');
    expect((await places()).sort()).toEqual([0, 1280]);
  });

  it('each display tells its number for some seconds without a bridge, and the nurse can change which is the patient’s', async () => {
    const ask = (intent: Intent) => kiosk.bench.evaluate((wish) => window.kiosk.intent(wish), intent);
    const windows = () =>
      kiosk.app.evaluate(({ BrowserWindow }) =>
        BrowserWindow.getAllWindows()
          .map((window) => `${/window=(\w+)/.exec(window.webContents.getURL())?.[1]} ${window.getBounds().x < 1280}`)
          .sort(),
      );
    const two = ['bench true', 'patient false'];
    expect((await kiosk.snapshot()).displays).toMatchObject({
      all: [
        { number: 1, roles: ['bench'] },
        { number: 2, roles: ['patient'] },
      ],
      setBy: 'default',
    });
    expect(await ask({ name: 'displays.identify', payload: {} })).toEqual({ ok: true });
    await expect.poll(windows).toEqual([two[0], 'display false', 'display true', two[1]]);
    const signed = () => kiosk.app.windows().find((page) => page.url().includes('number=2'));
    await expect.poll(signed).toBeDefined();
    const sign = signed() as Page;
    expect(await sign.locator('.display-sign').innerText()).toContain('患者屏');
    expect(await sign.evaluate(() => 'kiosk' in window)).toBe(false);
    await expect.poll(windows, { timeout: 15_000 }).toEqual(two);
    const [first] = (await kiosk.snapshot()).displays?.all ?? [];
    expect(await ask({ name: 'displays.choose', payload: { id: first?.id ?? 0 } })).toEqual({ ok: true });
    await expect.poll(windows).toEqual(['bench false', 'patient true']);
    expect((await kiosk.snapshot()).displays?.setBy).toBe('local');
    expect(await ask({ name: 'displays.choose', payload: { id: null } })).toEqual({ ok: true });
    await expect.poll(windows).toEqual(two);
  });

  it('the windows follow displays that mirror, move, change their size or become the primary one, and never meet', async () => {
    const places = () =>
      kiosk.app.evaluate(({ BrowserWindow }) =>
        BrowserWindow.getAllWindows()
          .map((window) => {
            const { x, width } = window.getBounds();
            // without a window manager a maximised window may be a pixel short
            return `${/window=(\w+)/.exec(window.webContents.getURL())?.[1]} ${x} ${Math.round(width / 10) * 10}`;
          })
          .sort(),
      );
    const become = (expected: string[]) => expect.poll(places, { timeout: 15_000 }).toEqual(expected);
    displays.arrangeSecond({ x: 0 });
    await kiosk.until('mirrored', ({ health }) => health.patientScreen === 'mirrored');
    await become(['bench 0 1280']);
    displays.arrangeSecond({ x: 1280, size: { width: 1280, height: 800 } });
    await kiosk.until('screen back', ({ health }) => health.patientScreen === 'present');
    await become(['bench 0 1280', 'patient 1280 1280']);
    displays.arrangeSecond({ x: 1280, size: { width: 1920, height: 1080 } });
    await become(['bench 0 1280', 'patient 1280 1920']);
    // a full-screen window follows its display by itself; the kiosk has to know of it too
    await expect.poll(log).toContain('1920x1080 at 1280,0');
    // X11 tells of a new primary display only with another change
    displays.arrangeSecond({ x: 1280, size: { width: 1280, height: 800 }, primary: true });
    await become(['bench 1280 1280', 'patient 0 1280']);
  });

  it('a page that dies and a device host that dies are there again', async () => {
    const alive = () =>
      kiosk.app.evaluate(async ({ BrowserWindow }) => {
        const bench = BrowserWindow.getAllWindows().find(({ webContents }) => webContents.getURL().includes('=bench'));
        const code = "document.querySelector('#screen').childElementCount > 0";
        return bench?.webContents.isCrashed() === false && (await bench.webContents.executeJavaScript(code));
      });
    const hosts = () => log().split('device-host.started').length - 1;
    const before = hosts();
    await kiosk.app.evaluate(({ app, BrowserWindow }) => {
      const bench = BrowserWindow.getAllWindows().find(({ webContents }) => webContents.getURL().includes('=bench'));
      bench?.webContents.forcefullyCrashRenderer();
      const host = app.getAppMetrics().find(({ type, name }) => type === 'Utility' && name === 'InkWitness devices');
      if (host) process.kill(host.pid, 'SIGKILL');
    });
    await expect.poll(hosts, { timeout: 10_000 }).toBe(before + 1);
    await expect.poll(() => alive().catch(() => false), { timeout: 10_000 }).toBe(true);
  });

  const log = (): string => readFileSync(join(home, 'kiosk', 'logs', 'kiosk.log'), 'utf8');
});
