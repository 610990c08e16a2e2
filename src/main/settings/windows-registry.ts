import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type RegistryValue, readRegistryFile } from './registry-file';

const run = promisify(execFile);
/** reg.exe answers in some 20 ms. */
const LIMIT_MS = 5000;

/** Values of a key of the 64-bit registry; empty where the key is not there. */
export async function readRegistryKey(key: string): Promise<ReadonlyMap<string, RegistryValue>> {
  const folder = await mkdtemp(join(tmpdir(), 'inkwitness-'));
  const file = join(folder, 'key.reg');
  const program = join(process.env['SystemRoot'] ?? 'C:\\Windows', 'System32', 'reg.exe');
  try {
    await run(program, ['export', key, file, '/y', '/reg:64'], { timeout: LIMIT_MS, windowsHide: true });
    return readRegistryFile(await readFile(file), key);
  } catch {
    return new Map();
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
