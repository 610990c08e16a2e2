import type { RecipientKey } from '../../core/cms';
import type { Certificate } from '../../core/pki';
import { recipientKeyOfPem } from '../../platform/web';
import { certificatesOf } from './validate-file';
import type { WordKey } from './words-catalogue';

/** What somebody gave to the page, told by its content and not by its name. */
export interface GivenFiles {
  readonly document?: File;
  readonly anchors: readonly Certificate[];
  readonly recipient?: RecipientKey;
  readonly trouble?: WordKey;
}

/** PEM files are small; anything larger is a document. */
const MAX_PEM = 256 * 1024;

const isPdf = async (file: File): Promise<boolean> =>
  (await file.slice(0, 1024).text()).includes('%PDF-') || /\.pdf$/i.test(file.name);

async function withText(given: GivenFiles, file: File): Promise<GivenFiles> {
  const text = file.size <= MAX_PEM ? await file.text() : '';
  if (/-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(text)) {
    const key = await recipientKeyOfPem(text);
    if (key.ok) return { ...given, recipient: key.value };
    return { ...given, trouble: key.error.detail === 'encrypted' ? 'key.encrypted' : 'key.unreadable' };
  }
  const anchors = certificatesOf(text);
  return anchors.length > 0
    ? { ...given, anchors: [...given.anchors, ...anchors] }
    : { ...given, trouble: 'input.unknown' };
}

/** Sorts files into document, root certificates and key; of several documents the last one counts. */
export async function sortFiles(files: readonly File[]): Promise<GivenFiles> {
  let given: GivenFiles = { anchors: [] };
  for (const file of files) given = (await isPdf(file)) ? { ...given, document: file } : await withText(given, file);
  return given;
}
