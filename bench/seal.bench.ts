import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Figure, median, ratio } from './figure';
import { writeScan } from './large-pdf';
import { cantoo, floor, libPdf } from './seal-peers';
import { cryptoAndFileLane, formReady, type SealingRig, sealingRig, sealOnce } from './sealing-rig';

const SMALL = 'fixtures/documents/surgery-booklet.pdf';

async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

/** Lanes take turns, so that a noisy minute hurts everybody alike; a turn is warm: its first runs, in what the lane before left behind, do not count. */
async function race(
  source: string,
  turns: { count: number; warmUp: number; runs: number },
  rig: SealingRig,
  scratch: string,
) {
  const form = await formReady(source, rig);
  const out = join(scratch, 'out.pdf');
  const lanes = {
    ours: await cryptoAndFileLane(form, rig),
    act: () => sealOnce(form, rig),
    floor: () => timed(() => floor(form.path, out)),
    libpdf: () => timed(() => libPdf(source, out, rig.hospital)),
    cantoo: () => timed(() => cantoo(source, out, rig.hospital)),
  };
  const times: Record<keyof typeof lanes, number[]> = { ours: [], act: [], floor: [], libpdf: [], cantoo: [] };
  for (let turn = 0; turn < turns.count; turn++)
    for (const lane of Object.keys(lanes) as (keyof typeof lanes)[])
      for (let run = 0; run < turns.warmUp + turns.runs; run++) {
        const ms = await lanes[lane]();
        if (run >= turns.warmUp) times[lane].push(ms);
      }
  await form.remove();
  return {
    ours: median(times.ours),
    act: median(times.act),
    floor: median(times.floor),
    libpdf: median(times.libpdf),
    cantoo: median(times.cantoo),
  };
}

const peakMiB = (who: string, source: string, out: string): number =>
  Number(
    execFileSync(process.execPath, [join(import.meta.dirname, 'seal-once.mjs'), who, source, out], {
      encoding: 'utf8',
    }),
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

const whole = (name: string, run: Awaited<ReturnType<typeof race>>): Figure => ({
  name,
  value: run.act,
  unit: 'ms',
  floor: run.floor,
  ratioToFloor: ratio(run.act, run.floor),
});

export async function figures(): Promise<Figure[]> {
  const scratch = mkdtempSync(join(tmpdir(), 'inkwitness-bench-'));
  try {
    const rig = await sealingRig();
    const large = join(scratch, 'scan.pdf');
    await writeScan(large, 200e6);
    const small = await race(SMALL, { count: 5, warmUp: 8, runs: 8 }, rig, scratch);
    const big = await race(large, { count: 1, warmUp: 1, runs: 3 }, rig, scratch);
    const smallAim = 'at most 2x of the floor';
    const bigAim = 'at most 1.5x of the floor';
    const out = join(scratch, 'memory.pdf');
    const extra = (who: string) => peakMiB(who, large, out) - peakMiB(who, SMALL, out);
    const [ours, libpdf] = [extra('ours'), extra('libpdf')];
    return [
      line('seal 2 MB, 20 pages', small, 'libpdf', smallAim, small.ours <= 2 * small.floor),
      line('seal 2 MB, 20 pages', small, 'cantoo', smallAim, small.ours <= 2 * small.floor),
      whole('one act whole: evidence, drawing, seal, read back; 2 MB', small),
      line('seal 200 MB', big, 'libpdf', bigAim, big.ours <= 1.5 * big.floor),
      line('seal 200 MB', big, 'cantoo', bigAim, big.ours <= 1.5 * big.floor),
      whole('one act whole: evidence, drawing, seal, read back; 200 MB', big),
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
