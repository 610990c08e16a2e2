import { copyFile, mkdir, open, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { attemptAsync, Refusal, type Result } from '../../core/base';
import type { SourceFailure } from '../../core/tsp';
import { nodeClock, nodeDigest, nodeRandom, nodeVerifier, openFile, replaceFile } from '../../platform/node';
import { openEmbeddedHospital } from '../../server/embedded-hospital';
import { type ExtensionPorts, extensionOf, reportOf, requireLevel } from '../../server/preservation';
import { createTimeSources, TimeStampUnit } from '../../server/tsa';
import type { CliCode } from '../errors';

export type UpgradeLevel = 'B-LT' | 'B-LTA';

/** The embedded hospital's authorities and time-stamp sources, opened from its folder without its server. */
export async function hospitalPorts(
  home: string,
  onSourceFailure: (failure: SourceFailure) => void,
): Promise<ExtensionPorts> {
  const { config, hospital, root, issuingCa, timeStampUnit, timeStampSources } = await openEmbeddedHospital(
    join(home, 'hospital'),
  );
  const ports = { clock: nodeClock, digest: nodeDigest, random: nodeRandom };
  const unit = new TimeStampUnit({
    ...ports,
    certificate: timeStampUnit.certificate,
    issuers: [],
    signer: timeStampUnit.signer,
    policy: config.timeStampPolicy,
    latestMs: 0,
  });
  return {
    ...ports,
    verifier: nodeVerifier,
    timeSources: createTimeSources(timeStampSources, { unit, roots: hospital.roots }),
    authorities: [root, issuingCa],
    roots: hospital.roots,
    renewDaysBefore: config.renewDaysBefore,
    onSourceFailure,
  };
}

async function appended(from: string, tail: Uint8Array, to: string): Promise<void> {
  await copyFile(from, to);
  const handle = await open(to, 'a');
  try {
    await handle.write(tail);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/**
 * Writes the file at a higher level, or renewed at B-LTA, as `out`: the same bytes and what makes them last behind them,
 * named only when our own reader finds every signature at the level. PRESERVATION_LEVEL, TSP_NO_SOURCE, PDF_*.
 */
export function upgradeFile(
  path: string,
  out: string,
  level: UpgradeLevel,
  ports: ExtensionPorts,
): Promise<Result<void>> {
  return attemptAsync(async () => {
    const temporary = `${out}.part`;
    const source = await openFile(path).catch(() => {
      throw new Refusal('CLI_FILE_UNREADABLE' satisfies CliCode);
    });
    try {
      const tail = await extensionOf(source, level, ports).finally(() => source.close());
      await mkdir(dirname(out), { recursive: true });
      await appended(path, tail, temporary);
      requireLevel(await reportOf(temporary, ports), level);
      await replaceFile(temporary, out);
    } finally {
      await rm(temporary, { force: true });
    }
  });
}
