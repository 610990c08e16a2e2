import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Figure, median, ratio } from './figure';
import { writeScan } from './large-pdf';
import { cantoo, floor, libPdf } from './seal-peers';
import { formReady, type SealingRig, sealingRig, sealOnce } from './sealing-rig';

const SMALL = 'fixtures/documents/surgery-booklet.pdf';

async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

/** Interleaved, so that a noisy minute hurts everybody alike. */
async function race(source: string, rounds: number, warmUp: number, rig: SealingRig, scratch: string) {
  const form = await formReady(source, rig);
  const out = join(scratch, 'out.pdf');
  const lanes = {
    ours: () => sealOnce(form, rig),
    floor: () => timed(() => floor(form.path, out)),
    libpdf: () => timed(() => libPdf(source, out, rig.hospital)),
    cantoo: () => timed(() => cantoo(source, out, rig.hospital)),
  };
  const times: Record<keyof typeof lanes, number[]> = { ours: [], floor: [], libpdf: [], cantoo: [] };
  for (let round = 0; round < rounds + warmUp; round++)
    for (const lane of Object.keys(lanes) as (keyof typeof lanes)[]) {
      const ms = await lanes[lane]();
      if (round >= warmUp) times[lane].push(ms);
    }
  await form.remove();
  return {
    ours: median(times.ours),
    floor: median(times.floor),
    libpdf: median(times.libpdf),
    cantoo: median(times.cantoo),
  };
}

const peakMiB = (who: string, source: string, out: string): number =>
  Number(
    execFileSync(process.execPath, ['--import', 'tsx', 'bench/seal-once.ts', who, source, out], { encoding: 'utf8' }),
  );

function line(
  name: string,
  run: Awaited<ReturnType<typeof race>>,
  peer: 'libpdf' | 'cantoo',
  aim: string,
  met: boolean,
): Figure {
  return {
    name: `${name}, peer ${peer === 'libpdf' ? '@libpdf/core' : '@cantoo/pdf-lib'}`,
    value: run.ours,
    unit: 'ms',
    floor: run.floor,
    peer: run[peer],
    ratioToFloor: ratio(run.ours, run.floor),
    ratioToPeer: ratio(run.ours, run[peer]),
    aim,
    met,
  };
}

export async function figures(): Promise<Figure[]> {
  const scratch = mkdtempSync(join(tmpdir(), 'inkwitness-bench-'));
  try {
    const rig = await sealingRig();
    const large = join(scratch, 'scan.pdf');
    await writeScan(large, 200e6);
    const small = await race(SMALL, 25, 10, rig, scratch);
    const big = await race(large, 3, 1, rig, scratch);
    const smallAim = 'at most 2x of the floor';
    const bigAim = 'at most 1.5x of the floor';
    const out = join(scratch, 'memory.pdf');
    const extra = (who: string) => peakMiB(who, large, out) - peakMiB(who, SMALL, out);
    const [ours, libpdf] = [extra('ours'), extra('libpdf')];
    return [
      line('seal 2 MB, 20 pages', small, 'libpdf', smallAim, small.ours <= 2 * small.floor),
      line('seal 2 MB, 20 pages', small, 'cantoo', smallAim, small.ours <= 2 * small.floor),
      line('seal 200 MB', big, 'libpdf', bigAim, big.ours <= 1.5 * big.floor),
      line('seal 200 MB', big, 'cantoo', bigAim, big.ours <= 1.5 * big.floor),
      {
        name: 'extra peak memory of 200 MB over 2 MB, peer @libpdf/core',
        value: ours,
        unit: 'MiB',
        peer: libpdf,
        ratioToPeer: ratio(ours, libpdf),
        aim: 'at most 64 MiB',
        met: ours <= 64,
      },
    ];
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}
