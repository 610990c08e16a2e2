import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { equal, fromHex, type RandomAccess, Refusal } from '../../core/base';
import { type Inflate, normalise, planNormalisation } from '../../core/pdf';
import { openFile } from '../../platform/node';

/** The form as the HIS sent it, kept here. */
export interface StoredForm {
  /** Hex. */
  readonly sourceSha256: string;
  readonly sourceSize: number;
  readonly sourcePath: string;
}

/** SHA-256 of the first `size` bytes of a file, hex. */
async function prefixDigest(path: string, size: number): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path, { end: size - 1 })) hash.update(chunk as Buffer);
  return hash.digest('hex');
}

/** Writes the stored form anew, as the kiosk had to, and compares byte for byte while it is written. */
async function beginsWithNormalised(sealed: RandomAccess, form: StoredForm, inflate: Inflate): Promise<boolean> {
  const source = await openFile(form.sourcePath);
  try {
    const plan = await planNormalisation(source, { inflate });
    const sha256 = fromHex(form.sourceSha256);
    if (plan === undefined || sha256 === undefined) return false;
    let at = 0;
    const same = await normalise(plan, sha256, async (bytes) => {
      if (!equal(await sealed.read(at, bytes.length), bytes)) throw new Refusal('DOCUMENT_NOT_BOUND');
      at += bytes.length;
    });
    return same.ok && at < sealed.size;
  } finally {
    await source.close();
  }
}

/**
 * Whether a sealed file begins with the form that was to be signed: its very bytes, or the bytes that its normalisation
 * gives, which are the same wherever it is done.
 */
export async function beginsWithForm(
  sealed: RandomAccess,
  path: string,
  form: StoredForm,
  inflate: Inflate,
): Promise<boolean> {
  if (sealed.size > form.sourceSize && (await prefixDigest(path, form.sourceSize)) === form.sourceSha256) return true;
  return beginsWithNormalised(sealed, form, inflate);
}
