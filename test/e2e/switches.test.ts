import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { electronCommand } from '../../scripts/electron-runtime.mjs';
import { kioskEnvironment } from '../support/electron-kiosk';
import { canHaveOneDisplay, startDisplays, type VirtualDisplays } from '../support/virtual-displays';

/** The build that `npm start` runs: it tolerates --no-sandbox (root) and nothing else. */
describe.skipIf(!canHaveOneDisplay())('command line (needs Xvfb)', () => {
  let home: string;
  let displays: VirtualDisplays;
  beforeAll(async () => {
    home = mkdtempSync(join(tmpdir(), 'inkwitness-switches-'));
    displays = await startDisplays([{ width: 1024, height: 768 }]);
  });
  afterAll(async () => {
    await displays?.stop();
    rmSync(home, { recursive: true, force: true });
  });

  const start = async (own: string[]) => {
    const { command, args } = await electronCommand('dist/kiosk');
    const child = spawn(command, [...args, '--no-sandbox', ...own], {
      env: kioskEnvironment({ home, displays }),
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let said = '';
    child.stderr.on('data', (chunk) => {
      said += chunk;
    });
    const [code] = await once(child, 'exit');
    return { code, said };
  };

  it.each([
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
    const { code, said } = await start([own]);
    expect(code).toBe(64);
    expect(said).toMatch(/InkWitness does not start: (SWITCH|ARGUMENT)_FORBIDDEN \([a-z -]+\)/);
  });
});
