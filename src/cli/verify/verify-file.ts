import { stat } from 'node:fs/promises';
import { err, ok, type RandomAccess, type Result, toHex } from '../../core/base';
import { checkEvidence } from '../../core/evidence';
import { digestPrefix } from '../../core/pades';
import type { Certificate } from '../../core/pki';
import { type ValidationOptions, type ValidationReport, validatePdf } from '../../core/validation';
import { nodeDigest, nodeInflate, nodeVerifier, openFile } from '../../platform/node';
import type { CliCode } from '../errors';

/** What `work` makes of a file; a disk or a share that fails halfway is unreadable, never forged. */
async function withFile<T>(path: string, work: (file: RandomAccess) => Promise<Result<T>>): Promise<Result<T>> {
  const isFile = await stat(path).then(
    (facts) => facts.isFile(),
    () => false,
  );
  const file = isFile ? await openFile(path).catch(() => undefined) : undefined;
  if (!file) return err<CliCode>('CLI_FILE_UNREADABLE');
  try {
    return await work(file);
  } catch {
    return err<CliCode>('CLI_FILE_UNREADABLE');
  } finally {
    await file.close();
  }
}

/** Judges a file as of a time. Codes: CLI_FILE_UNREADABLE, those of core/validation and core/pdf. */
export const verifyFile = (
  path: string,
  anchors: readonly Certificate[],
  nowMs: number,
  more: Pick<ValidationOptions, 'given' | 'revocationEvidence'> = {},
): Promise<Result<ValidationReport>> =>
  withFile(path, (file) =>
    validatePdf(file, {
      anchors,
      nowMs,
      digest: nodeDigest,
      verifier: nodeVerifier,
      inflate: nodeInflate,
      checkEvidence,
      ...more,
    }),
  );

/** Size and SHA-256 of a whole file. */
export const fileFacts = (path: string): Promise<Result<{ readonly size: number; readonly sha256: string }>> =>
  withFile(path, async (file) => {
    const digest = await digestPrefix(file, nodeDigest);
    return digest.ok ? ok({ size: file.size, sha256: toHex(digest.value) }) : digest;
  });
