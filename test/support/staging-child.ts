import { ok } from '../../src/core/base';
import { stagePackage } from '../../src/main/update/package-store';
import { nodeDigest } from '../../src/platform/node';

/** Stages half of a package and dies by SIGKILL: `staging-child.ts FOLDER OFFER`. Its bytes are those of update.test.ts. */
const [folder = '', offer = ''] = process.argv.slice(2);
const HALF = 150_000;

void stagePackage(
  folder,
  'next',
  JSON.parse(offer),
  async (from, sink) => {
    for (let at = from; at < HALF; at += 50_000)
      await sink(Uint8Array.from({ length: 50_000 }, (_, index) => ((at + index) * 31) & 255));
    process.kill(process.pid, 'SIGKILL');
    return ok(undefined);
  },
  nodeDigest,
);
