import type { PdfDocument } from '../document/pdf-document';
import type { AnswerLock } from './signature-dictionary';

/** More names than this are not listed; a reader of ours would take such a list for a lock of everything. */
const MAX_LISTED = 10_000;

/**
 * The lock of every field of the form that holds an answer. Undefined where there is none. Named one by one (/Include),
 * because time-stamps and later signers bring fields of their own. A name that another signature's field begins with
 * is left out: pyHanko compares beginnings, and would take the signature for locked.
 */
export const answerLock = async (doc: PdfDocument): Promise<AnswerLock | undefined> => {
  const { fields } = await doc.fieldTree();
  const signatures = fields.filter((field) => field.type === 'Sig').map((field) => field.name);
  const answers = fields
    .filter((field) => field.terminal && field.type !== 'Sig')
    .map((field) => field.name)
    .filter((name) => !signatures.some((signature) => signature.startsWith(name)));
  if (answers.length === 0 || answers.length > MAX_LISTED) return undefined;
  const { num, gen } = doc.parts.rootRef;
  return { fields: answers, data: { num, gen } };
};
