import { open } from 'node:fs/promises';
import { scanSignatures } from './byte-scan';
import { readCms } from './cms-reading';
import { RangeDigests } from './range-digests';
import type { SignatureReading } from './types';

/** Every signature that lies in the file, oldest first, verified. The file is streamed: 4 MiB at a time. */
export async function readSignatures(path: string): Promise<SignatureReading[]> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const digests = new Map<string, RangeDigests>();
    const digestsBy = (algorithm: string): RangeDigests => {
      const known = digests.get(algorithm) ?? new RangeDigests(file, algorithm);
      digests.set(algorithm, known);
      return known;
    };
    const readings: SignatureReading[] = [];
    for (const { range, contents } of await scanSignatures(file, size)) {
      const documentDigest = await digestsBy('sha256').over(range);
      const content = async (algorithm: string) =>
        algorithm === 'sha256' ? documentDigest : digestsBy(algorithm).over(range);
      const reading = await readCms(contents, content);
      readings.push({ signedSize: range[2] + range[3], documentDigest: documentDigest.toString('hex'), ...reading });
    }
    return readings;
  } finally {
    await file.close();
  }
}
