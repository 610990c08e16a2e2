import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { watchPlugs } from './hot-plug';

describe.runIf(process.platform === 'linux')('watchPlugs', () => {
  it('says once that device nodes came, once that they went, and nothing of others', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'inkwitness-dev-'));
    const heard = vi.fn();
    const watching = await watchPlugs(heard, [folder, '/nowhere']);
    writeFileSync(join(folder, 'pts7'), '');
    writeFileSync(join(folder, 'hidraw0'), '');
    writeFileSync(join(folder, 'hidraw1'), '');
    await vi.waitFor(() => expect(heard).toHaveBeenCalledTimes(1), 5000);
    rmSync(join(folder, 'hidraw0'));
    await vi.waitFor(() => expect(heard).toHaveBeenCalledTimes(2), 5000);
    watching?.close();
  });

  it('is undefined where nothing can be watched', async () => {
    expect(await watchPlugs(() => undefined, ['/nowhere'])).toBeUndefined();
  });
});
