import { mkdtempSync, rmSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { must } from '../src/core/base';
import { writeRevision } from '../src/main/sealing';
import { type Figure, ratio } from './figure';
import { writeScan } from './large-pdf';
import { race, timed } from './race';
import { floor, libPdf } from './seal-peers';
import { cryptoAndFileLane, formReady, type SealingRig, sealingRig } from './sealing-rig';
import { extensionOf } from './signed-file';

const SMALL = 'fixtures/documents/surgery-booklet.pdf';

/** Each level whole: B-B and B-T from the form, B-LT and B-LTA with the extension behind B-T, as the server does it. */
async function sealing(source: string, size: string, turns: number, rig: SealingRig, scratch: string) {
  const form = await formReady(source, rig);
  const out = join(scratch, 'level.pdf');
  const sealed = join(form.folder, 'sealed.pdf');
  const seal = await cryptoAndFileLane(form, rig);
  const extend = (level: 'B-LT' | 'B-LTA') => () =>
    timed(async () => {
      const tail = await extensionOf(sealed, level, rig.hospital);
      must(await writeRevision({ path: sealed, size: (await stat(sealed)).size }, tail, out));
    });
  const peer = (level: 'B-T' | 'B-LTA') => () => timed(() => libPdf(source, out, rig.hospital, level));
  const run = await race(
    {
      floor: () => timed(() => floor(form.path, out)),
      basic: await cryptoAndFileLane(form, rig, 'B-B'),
      time: seal,
      long: extend('B-LT'),
      archive: extend('B-LTA'),
      libpdf: peer('B-T'),
      libpdfArchive: peer('B-LTA'),
    },
    turns,
  );
  await form.remove();
  const line = (name: string, value: number, floors: number, peerMs?: number): Figure => ({
    name: `seal ${size}, ${name}`,
    value,
    unit: 'ms',
    floor: run.floor * floors,
    ratioToFloor: ratio(value, run.floor * floors),
    ...(peerMs === undefined ? {} : { peer: peerMs, ratioToPeer: ratio(value, peerMs) }),
    aim: 'at most 2x of the floor',
    met: value <= 2 * run.floor * floors,
  });
  return [
    line('B-B', run.basic, 1),
    line('B-T, peer @libpdf/core', run.time, 1, run.libpdf),
    line('B-T then B-LT, floor twice', run.time + run.long, 2),
    line('B-T then B-LTA, floor twice, peer @libpdf/core', run.time + run.archive, 2, run.libpdfArchive),
  ];
}

export async function figures(): Promise<Figure[]> {
  const scratch = mkdtempSync(join(tmpdir(), 'inkwitness-bench-'));
  try {
    const rig = await sealingRig();
    const scan = join(scratch, 'scan.pdf');
    await writeScan(scan, 200e6);
    return [...(await sealing(SMALL, '2 MB', 15, rig, scratch)), ...(await sealing(scan, '200 MB', 2, rig, scratch))];
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}
