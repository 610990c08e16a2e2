import { mkdir, open } from 'node:fs/promises';
import { join } from 'node:path';
import { replaceFile } from '../../platform/node';
import type { Received } from './object-store';

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  // a folder cannot be synced on every platform; where it cannot, the rename itself is durable enough
  await handle.sync().catch(() => {});
  await handle.close();
}

/** Files that nobody may get until somebody has looked into them, each with the reason beside it; only for the server's own user. */
export class Quarantine {
  private constructor(private readonly folder: string) {}

  static async open(folder: string): Promise<Quarantine> {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    return new Quarantine(folder);
  }

  /** Takes a received file out of the archive's way: `<sha256>.pdf`, and `<sha256>.json` with the reason. Durable; twice is once. */
  async take(received: Received, reason: object): Promise<void> {
    const place = join(this.folder, received.sha256);
    const text = await open(`${place}.json.part`, 'w', 0o600);
    try {
      await text.writeFile(`${JSON.stringify(reason, null, 2)}\n`);
      await text.sync();
    } finally {
      await text.close();
    }
    await replaceFile(`${place}.json.part`, `${place}.json`);
    await replaceFile(received.path, `${place}.pdf`);
    await syncFolder(this.folder);
  }
}
