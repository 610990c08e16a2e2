import { stat } from 'node:fs/promises';
import { compareReadings } from './compare';
import { type OwnStructure, readOwnStructure } from './own-structure';
import { readSecondStructure, type SecondStructure } from './second-structure';
import { readSignatures } from './signature-readings';
import type { Disagreement, ReadAgain, SignatureReading } from './types';

/** The second reading of one file, in this process: what the two readers disagree about. Never throws for a file. */
export async function readAgain(job: ReadAgain): Promise<Disagreement[]> {
  let second: SecondStructure;
  let source: SecondStructure;
  let signatures: SignatureReading[];
  let own: OwnStructure;
  try {
    const { size } = await stat(job.path);
    source = await readSecondStructure(job.source.path, job.source.size);
    second = await readSecondStructure(job.path, size);
    own = await readOwnStructure(job.path);
    signatures = await readSignatures(job.path);
  } catch {
    return [{ what: 'unreadable' }];
  }
  return compareReadings({ own, second, source, signatures }, job);
}
