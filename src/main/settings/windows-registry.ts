import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type RegistryValue, readRegistryFile } from './registry-file';

const run = promisify(execFile);
/** reg.exe answers in some 20 ms; while a machine starts, a virus scanner may look at it first. */
const LIMIT_MS = 20_000;
const options = { timeout: LIMIT_MS, windowsHide: true, maxBuffer: 1 << 22 };
/** There on every Windows. */
const ALWAYS = 'HKEY_LOCAL_MACHINE\\SOFTWARE';

/**
 * Values of a key of the 64-bit registry; empty where the key is not there, undefined where nothing can be read: a policy
 * that forbids registry tools to this account, a program that is blocked. What is set would be passed over unseen.
 */
export async function readRegistryKey(key: string): Promise<ReadonlyMap<string, RegistryValue> | undefined> {
  const folder = await mkdtemp(join(tmpdir(), 'inkwitness-')).catch(() => undefined);
  if (folder === undefined) return undefined;
  const file = join(folder, 'key.reg');
  const program = join(process.env['SystemRoot'] ?? 'C:\\Windows', 'System32', 'reg.exe');
  try {
    await run(program, ['export', key, file, '/y', '/reg:64'], options);
    return readRegistryFile(await readFile(file), key);
  } catch {
    const answers = await run(program, ['query', ALWAYS, '/reg:64'], options).then(
      () => true,
      () => false,
    );
    return answers ? new Map() : undefined;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
