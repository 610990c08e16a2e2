import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { must } from '../src/core/base';
import { checkEvidence } from '../src/core/evidence';
import { toPem } from '../src/core/pki';
import { type SignatureReport, validatePdf } from '../src/core/validation';
import { nodeDigest, nodeInflate, nodeVerifier, openFile } from '../src/platform/node';
import { SecondReader } from '../src/server/second-reader';
import { setup } from '../test/support/built';
import { PROGRAMS } from '../test/support/programs';
import { CHROMIUM, openVerifyPages } from '../test/support/verify-page';
import { type Figure, median, ratio } from './figure';
import { writeScan } from './large-pdf';
import { race, timed } from './race';
import { type SealingRig, sealingRig } from './sealing-rig';
import { writeSigned } from './signed-file';

const SMALL = 'fixtures/documents/surgery-booklet.pdf';
const COUNTS = [1, 5, 20] as const;
const AIM_MS = 200;

async function reportsOf(path: string, rig: SealingRig): Promise<readonly SignatureReport[]> {
  const file = await openFile(path);
  const ports = { digest: nodeDigest, verifier: nodeVerifier, inflate: nodeInflate, checkEvidence };
  const options = { anchors: rig.trust.anchors, nowMs: Date.now(), ...ports };
  return must(await validatePdf(file, options).finally(() => file.close())).signatures;
}

async function hashOnce(path: string): Promise<void> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) hash.update(chunk as Buffer);
  hash.digest();
}

/** 1, 5 and 20 signatures; the floor is one SHA-256 pass over the largest of the files. */
async function validation(files: readonly string[], size: string, turns: number, rig: SealingRig): Promise<Figure[]> {
  const [one, five, twenty] = files as [string, string, string];
  const run = await race(
    {
      floor: () => timed(() => hashOnce(twenty)),
      one: () => timed(() => reportsOf(one, rig)),
      five: () => timed(() => reportsOf(five, rig)),
      twenty: () => timed(() => reportsOf(twenty, rig)),
    },
    turns,
  );
  const line = (count: number, value: number): Figure => ({
    name: `validate ${count} of ${size}, floor one hash`,
    value,
    unit: 'ms',
    floor: run.floor,
    ratioToFloor: ratio(value, run.floor),
    ...(size === '2 MB' && count === 5 ? { aim: `at most ${AIM_MS} ms`, met: value <= AIM_MS } : {}),
  });
  return [
    line(1, run.one),
    line(5, run.five),
    line(20, run.twenty),
    { name: `validate 20 to 1 of ${size}`, value: ratio(run.twenty, run.one), unit: 'x' },
  ];
}

/** From the file in hand to the sentence on the page, in Chromium. */
async function page(files: readonly string[], rig: SealingRig): Promise<Figure[]> {
  if (!existsSync(CHROMIUM)) return [];
  const root = rig.trust.anchors[0] as NonNullable<(typeof rig.trust.anchors)[0]>;
  const pages = await openVerifyPages(process.cwd(), toPem('CERTIFICATE', root.raw));
  try {
    const figures: Figure[] = [];
    for (const [name, path] of [
      ['2 MB', files[0]],
      ['200 MB', files[1]],
    ] as [string, string][]) {
      const times: number[] = [];
      for (let turn = 0; turn < 3; turn++) {
        const open = await pages.open();
        times.push(
          await timed(async () => {
            await open.give(path);
            await open.sentence();
          }),
        );
        await open.close();
      }
      figures.push({
        name: `verify page, five signatures of ${name} to the verdict`,
        value: median(times),
        unit: 'ms',
      });
    }
    return figures;
  } finally {
    await pages.close();
  }
}

/** The second reading, its process warm, beside our own validation. */
async function gate(path: string, source: string, size: string, rig: SealingRig): Promise<Figure> {
  const reader = new SecondReader({ program: PROGRAMS.secondReader });
  const claims = await reportsOf(path, rig);
  const job = { path, source: { path: source, size: (await stat(source)).size }, claims, foreignUpTo: 0 };
  try {
    const run = await race(
      { own: () => timed(() => reportsOf(path, rig)), second: () => timed(async () => must(await reader.read(job))) },
      3,
    );
    const beside = { peer: run.own, ratioToPeer: ratio(run.second, run.own) };
    return { name: `second reader, ${size}, peer our own validation`, value: run.second, unit: 'ms', ...beside };
  } finally {
    await reader.close();
  }
}

const peakMiB = (what: string, path: string, source: string): number =>
  Number(
    execFileSync(process.execPath, [join(import.meta.dirname, 'validate-once.mjs'), what, path, source], {
      encoding: 'utf8',
    }),
  );

function memory(what: 'validate' | 'second', name: string, aim: number, small: string, large: string, scan: string) {
  const value = peakMiB(what, large, scan) - peakMiB(what, small, SMALL);
  return {
    name: `${name}, extra peak memory of 200 MB`,
    value,
    unit: 'MiB',
    aim: `at most ${aim} MiB`,
    met: value <= aim,
  };
}

export async function figures(): Promise<Figure[]> {
  const scratch = mkdtempSync(join(tmpdir(), 'inkwitness-bench-'));
  try {
    await setup();
    const rig = await sealingRig();
    const scan = join(scratch, 'scan.pdf');
    await writeScan(scan, 200e6);
    const signed = async (source: string, name: string): Promise<string[]> => {
      const paths = COUNTS.map((count) => join(scratch, `${name}-${count}.pdf`));
      for (const [index, path] of paths.entries()) await writeSigned(source, path, COUNTS[index] ?? 1, rig.hospital);
      return paths;
    };
    const small = await signed(SMALL, 'small');
    const large = await signed(scan, 'large');
    const [fiveSmall, fiveLarge] = [small[1] as string, large[1] as string];
    return [
      ...(await validation(small, '2 MB', 15, rig)),
      ...(await validation(large, '200 MB', 2, rig)),
      ...(await page([fiveSmall, fiveLarge], rig)),
      await gate(fiveSmall, SMALL, '2 MB', rig),
      await gate(fiveLarge, scan, '200 MB', rig),
      memory('validate', 'validation', 64, fiveSmall, fiveLarge, scan),
      memory('second', 'second reader', 256, fiveSmall, fiveLarge, scan),
    ];
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}
