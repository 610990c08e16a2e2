import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  closeSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { must } from '../../src/core/base';
import { watchPlugs } from '../../src/drivers/transport/hot-plug';
import { hidDescriptors } from '../../src/drivers/transport/usb-control';
import { homeFolder } from '../../src/main/app/home-folder';
import { openJournal, writeAtomically } from '../../src/main/journal';
import { createLog, systemLog } from '../../src/main/log';
import { kioskProtocol } from '../../src/main/protocol';
import { generatePrivateKey, nodeDigest, nodeVerifier, signerFromKeyObject } from '../../src/platform/node';

let root: string;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), '墨证 '));
});
afterAll(() => rmSync(root, { recursive: true, force: true, maxRetries: 5 }));

function isHeld(path: string): boolean {
  try {
    closeSync(openSync(path, 'r+'));
    return false;
  } catch {
    return true;
  }
}

/** Another program has these files open, as a virus scanner or a log shipper does: nobody may write or replace them. */
async function heldFor(seconds: number, path: string, other: string): Promise<ChildProcess> {
  const holder = spawn('cmd.exe', ['/d', '/c', `ping -n ${seconds + 1} 127.0.0.1 >> "${path}" 2>> "${other}"`], {
    stdio: 'ignore',
    windowsHide: true,
    windowsVerbatimArguments: true,
  });
  for (let tries = 0; !isHeld(path); tries++) {
    if (tries > 250) throw new Error('cmd.exe does not open the file');
    await pause(20);
  }
  return holder;
}

describe.skipIf(process.platform !== 'win32')('files of Windows', () => {
  it('what somebody has open is replaced as soon as it is let go; a log that was held goes on, its last full file kept', async () => {
    const [path, logs] = [join(root, 'held.json'), join(root, '日志')];
    const log = createLog({ folder: logs, nowMs: () => 0, maxBytes: 300, keep: 2 });
    for (let line = 0; line < 9; line++) log('info', `line-${line}`);
    const before = ['kiosk.1.log', 'kiosk.2.log'].map((name) => readFileSync(join(logs, name), 'utf8'));
    await writeAtomically(path, 'old');
    const holder = await heldFor(1, path, join(logs, 'kiosk.log'));
    const ended = once(holder, 'exit');
    for (let line = 0; line < 20; line++) log('info', `held-${line}`);
    await writeAtomically(path, 'new');
    await ended;
    log('info', 'free');
    expect(readFileSync(path, 'utf8')).toBe('new');
    expect(readdirSync(logs).sort()).toEqual(['kiosk.1.log', 'kiosk.2.log', 'kiosk.log']);
    const after = ['kiosk.1.log', 'kiosk.2.log', 'kiosk.log']
      .map((name) => readFileSync(join(logs, name), 'utf8'))
      .join('');
    expect(after).toContain(before[0]);
    expect(after).toContain('"event":"free"');
  });

  it('what stays held is left whole, and nothing half lies beside it', async () => {
    const [path, other] = [join(root, 'stays.json'), join(root, 'other')];
    await writeAtomically(path, 'old');
    const holder = await heldFor(4, path, other);
    const ended = once(holder, 'exit');
    await expect(writeAtomically(path, 'new')).rejects.toMatchObject({
      code: expect.stringMatching(/^E(PERM|ACCES|BUSY)$/),
    });
    // ping says something into it, too
    expect(readFileSync(path, 'utf8')).toMatch(/^old/);
    expect(existsSync(`${path}.part`)).toBe(false);
    await ended;
  });

  it('a journal in a long Chinese folder is kept and read again', async () => {
    const folder = join(root, '知情同意书 '.repeat(12), 'y'.repeat(120), 'z'.repeat(120));
    expect(folder.length).toBeGreaterThan(260);
    const key = { signer: signerFromKeyObject(generatePrivateKey('P-256')), verifier: nodeVerifier };
    const journal = await openJournal(folder, { digest: nodeDigest, key });
    const task = must(await journal.open('task-1'));
    must(await task.append({ kind: 'task-opened' }, 1_700_000_000_000));
    for (const step of [1, 2]) must(await task.writeFacts('task', { step }));
    must(await task.keepAct(0, Uint8Array.of(1, 2, 3), { slot: 0 }));
    await task.close();
    const again = must(await journal.open('task-1'));
    expect([again.entries.length, await again.readFacts('task')]).toEqual([1, { step: 2 }]);
    expect(must(await again.readAct(0)).tail).toEqual(Uint8Array.of(1, 2, 3));
    await again.close();
    await journal.remove('task-1');
    expect(readdirSync(folder)).toEqual([]);
  });

  it('the screens are served whatever spelling the program was started by', async () => {
    const folder = join(root, 'Program Files', 'Renderer');
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'index.html'), '<!doctype html>');
    const handle = kioskProtocol({
      rendererRoot: folder.toUpperCase().replace(/^[A-Z]:/, (drive) => drive.toLowerCase()),
      verifier: { path: '', anchors: () => '' },
      documentSource: () => undefined,
      paper: () => undefined,
    });
    const status = async (path: string) => (await handle(new Request(`app://kiosk${path}`))).status;
    expect(await status('/')).toBe(200);
    for (const path of [
      '/..%5cindex.html',
      '/%2e%2e%5c%2e%2e%5cheld.json',
      '/C:%5cWindows%5cwin.ini',
      '/index.html:stream.js',
    ])
      expect([path, (await status(path)) >= 400]).toEqual([path, true]);
  });

  it('the data folder is the machine’s; what only other systems tell is not asked', async () => {
    expect(homeFolder(process.env, process.platform)).toMatch(/^[A-Z]:\\ProgramData\\InkWitness$/i);
    const info = { path: '\\\\?\\hid#vid_056a', vendorId: 0x056a, productId: 0xa5 };
    expect(await hidDescriptors.string(info as never, 1)).toMatchObject({ error: { code: 'DEVICE_MODE_UNREACHABLE' } });
    expect(await hidDescriptors.reportDescriptor(info as never)).toMatchObject({ ok: false });
    expect(await hidDescriptors.driver(info as never)).toBeUndefined();
    (await watchPlugs(() => undefined))?.close();
    // eventcreate.exe may be missing or refuse: nobody waits for it.
    systemLog()({ id: 101, level: 'error', text: 'bug: 测试' });
  });
});
