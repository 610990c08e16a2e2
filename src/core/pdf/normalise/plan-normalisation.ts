import { type RandomAccess, Refusal } from '../../base';
import { hasLostPages } from '../changes/prepared-content';
import type { PdfPorts } from '../types';
import { type LenientFile, openByObjects, openLeniently } from './lenient-file';
import type { NormalisationPlan } from './normalise';
import { NORMALISE_REASONS } from './normalise-reasons';
import { walkFile } from './reachable';

const requireNoXfa = async ({ store, trailer }: LenientFile): Promise<void> => {
  const catalog = await store.dict(trailer.entries.get('Root'));
  const form = await store.dict(catalog?.entries.get('AcroForm'));
  if ((await store.resolve(form?.entries.get('XFA'))).kind !== 'null') throw new Refusal('PDF_XFA');
};

const walked = async (file: LenientFile): Promise<NormalisationPlan['parts']> => {
  await requireNoXfa(file);
  return { file, reachable: await walkFile(file) };
};

/** By the index; and by the objects where the index leads to something else than what should be there. */
const learn = async (source: RandomAccess, ports: PdfPorts): Promise<NormalisationPlan['parts']> => {
  const file = await openLeniently(source, ports);
  try {
    return await walked(file);
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'PDF_DAMAGED' || file.rebuilt) throw error;
    return walked(await openByObjects(source, ports));
  }
};

/**
 * Whether a form has to be written anew before anybody signs it, and why. Undefined when it can be signed as it is, and
 * also when it must not be written anew (it holds a signature) or cannot be read without guessing: `openPdf` and
 * `checkSignable` say what is wrong with it then. Reads every object that the trailer leads to, and those beside them
 * that may be pages; no stream data.
 */
export const planNormalisation = async (
  source: RandomAccess,
  ports: PdfPorts,
): Promise<NormalisationPlan | undefined> => {
  try {
    const parts = await learn(source, ports);
    const seen = new Set(parts.reachable.reasons);
    if (await hasLostPages(parts.file.store, parts.reachable.objects)) seen.add('lost-page');
    const reasons = NORMALISE_REASONS.filter((reason) => seen.has(reason));
    return reasons.length === 0 ? undefined : { reasons, parts };
  } catch (error) {
    if (error instanceof Refusal) return undefined;
    throw error;
  }
};
