import { type FileHandle, open, rm } from 'node:fs/promises';
import type { SeamSeal } from '../../contracts/api';
import { err, ok, type RandomAccess, type Result, toHex } from '../../core/base';
import type { Normalised } from '../../core/evidence';
import { NORMALISE_RULES, type NormalisationPlan, normalise, planNormalisation } from '../../core/pdf';
import { openFile } from '../../platform/node';
import { TEMPORARY_SUFFIX } from '../journal';
import { type FieldRevision, prepareFieldRevision, type SlotToPlace } from './field-revision';
import type { SealingPorts, SealingTrust } from './ports';
import { FileDigest, writeRevision } from './working-file';

/** What is known of a form once its fields lie in it. */
export interface PreparedForm extends Omit<FieldRevision, 'appended'> {
  /** The form had to be written anew before its fields were laid: why, and from which bytes. */
  readonly normalised?: Normalised;
}

export interface FormToPrepare {
  /** The form as it came; never changed. */
  readonly sourcePath: string;
  /** Where the working file with the fields goes. */
  readonly outPath: string;
  /** Places of the signers, in the form as it will be signed. */
  readonly slots: (form: RandomAccess) => Promise<Result<readonly SlotToPlace[]>>;
  readonly seamSeal?: SeamSeal;
}

async function writeAll(handle: FileHandle, bytes: Uint8Array): Promise<void> {
  let done = 0;
  while (done < bytes.length) done += (await handle.write(bytes, done)).bytesWritten;
}

/** Writes the form anew beside the working file. SEAL_WRITE, PDF_*. */
async function writeNormalised(
  plan: NormalisationPlan,
  form: FormToPrepare,
  path: string,
): Promise<Result<Normalised>> {
  const source = await FileDigest.ofFile(form.sourcePath);
  const sha256 = source.digest();
  const handle = await open(path, 'w', 0o600);
  try {
    const written = await normalise(plan, sha256, (bytes) => writeAll(handle, bytes));
    if (!written.ok) return written;
  } catch (error) {
    return err('SEAL_WRITE', (error as NodeJS.ErrnoException).code);
  } finally {
    await handle.close();
  }
  return ok({ rules: NORMALISE_RULES, reasons: plan.reasons, sha256: toHex(sha256), size: source.size });
}

async function layFields(
  form: FormToPrepare,
  path: string,
  ports: SealingPorts,
  trust: SealingTrust,
): Promise<Result<PreparedForm>> {
  const file = await openFile(path);
  try {
    const slots = await form.slots(file);
    if (!slots.ok) return slots;
    const revision = await prepareFieldRevision(file, slots.value, ports, trust, form.seamSeal);
    if (!revision.ok) return revision;
    const { appended, ...facts } = revision.value;
    const tail = appended?.tail ?? new Uint8Array(0);
    const written = await writeRevision({ path, size: file.size }, tail, form.outPath);
    return written.ok ? ok(facts) : written;
  } finally {
    await file.close();
  }
}

/**
 * From the form as it came to the working file of signature 1: written anew where it has to be (docs/adr/0013), then one
 * revision with the fields of all slots. What people are shown from here on is the working file. PDF_* for a form that
 * cannot be signed, SEAL_WRITE, PDF_SIGNATURE_BROKEN, codes of `slots`.
 */
export async function prepareForm(
  form: FormToPrepare,
  ports: SealingPorts,
  trust: SealingTrust,
): Promise<Result<PreparedForm>> {
  const source = await openFile(form.sourcePath);
  const anew = `${form.outPath}.anew${TEMPORARY_SUFFIX}`;
  try {
    const plan = await planNormalisation(source, { inflate: ports.inflate });
    if (plan === undefined) return await layFields(form, form.sourcePath, ports, trust);
    const normalised = await writeNormalised(plan, form, anew);
    if (!normalised.ok) return normalised;
    const laid = await layFields(form, anew, ports, trust);
    return laid.ok ? ok({ ...laid.value, normalised: normalised.value }) : laid;
  } finally {
    await source.close();
    await rm(anew, { force: true });
  }
}
