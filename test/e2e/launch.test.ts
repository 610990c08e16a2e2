import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { electronCommand } from '../../scripts/electron-runtime.mjs';
import { kioskEnvironment } from '../support/electron-kiosk';
import { sampleHis } from '../support/his';
import { canHaveWard, startWard, type Ward } from '../support/ward';

describe.skipIf(!canHaveWard(1))('launch from the HIS (needs Xvfb, socat)', () => {
  let ward: Ward;
  let tasks: string[];
  const urlFor = (taskId: string | undefined) => sampleHis(ward.home, ward.serverUrl).launchUrl(taskId ?? '');
  const log = () => readFileSync(join(ward.home, 'kiosk', 'logs', 'kiosk.log'), 'utf8');
  const opened = (taskId: string | undefined) => ward.kiosk.until('task open', ({ task }) => task?.taskId === taskId);

  beforeAll(async () => {
    ward = await startWard({ screens: 1 });
    const { worklist } = await ward.kiosk.until('worklist', (now) => now.worklist.length > 2);
    tasks = worklist.filter(({ state }) => state === 'waiting').map(({ taskId }) => taskId);
    await ward.kiosk.stop();
  });
  afterAll(() => ward?.stop());

  /** What the browser does with the link: the registered command, while a kiosk is running. */
  async function startAgain(...own: string[]): Promise<number | null> {
    const { command, args } = await electronCommand('dist/kiosk');
    const child = spawn(command, [...args, '--no-sandbox', ...own], {
      env: kioskEnvironment({ home: ward.home, displays: ward.displays }),
      stdio: 'ignore',
    });
    const [code] = (await once(child, 'exit')) as [number | null];
    return code;
  }

  it('a first start with a ticket opens its task', async () => {
    const url = await urlFor(tasks[0]);
    expect(url).toMatch(/^inkwitness:\/\/launch\?ticket=[\w-]+\.[\w-]+\.[\w-]+$/);
    await ward.restartKiosk(['--deep-link', '--', url]);
    await opened(tasks[0]);
  });

  it('a second start hands its ticket to the running kiosk and ends', async () => {
    expect(await startAgain('--deep-link', '--', await urlFor(tasks[1]))).toBe(0);
    await opened(tasks[1]);
    expect(ward.kiosk.app.windows()).toHaveLength(1);
  });

  it('a ticket works once', async () => {
    const url = await urlFor(tasks[2]);
    await startAgain('--deep-link', '--', url);
    await opened(tasks[2]);
    await startAgain('--deep-link', '--', await urlFor(tasks[1]));
    await opened(tasks[1]);
    await startAgain('--deep-link', '--', url);
    const refused = await ward.kiosk.until('refusal', ({ notice }) => notice !== undefined);
    expect(refused.task?.taskId).toBe(tasks[1]);
    await expect.poll(log).toContain('"event":"launch.refused"');
    expect(refused.notice?.code).toMatch(/^(LAUNCH|TICKET)/);
  });

  it('a link that is more than itself, or forged, opens nothing', async () => {
    const url = await urlFor(tasks[0]);
    expect(await startAgain('--deep-link', '--', url, '--remote-debugging-port=0')).toBe(0);
    expect(await startAgain('--deep-link', '--', `${url}&taskId=${tasks[0]}`)).toBe(0);
    expect(await startAgain('--deep-link', '--', 'inkwitness://launch?ticket=e30.e30.e30')).toBe(0);
    await expect.poll(() => log().match(/LAUNCH_ARITY|LAUNCH_GRAMMAR/g)).toEqual(['LAUNCH_ARITY', 'LAUNCH_GRAMMAR']);
    expect((await ward.kiosk.snapshot()).task?.taskId).toBe(tasks[1]);
    // Untouched by all that, the good ticket still works.
    await startAgain('--deep-link', '--', url);
    await opened(tasks[0]);
  });
});
