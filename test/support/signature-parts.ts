import { concat, must } from '../../src/core/base';
import { parseSignedData } from '../../src/core/cms';
import { associatedFilesOf } from '../../src/core/pdf';
import { openBytes } from './seal-act';

/** What outside judges want in files of their own. */
export interface SignatureParts {
  readonly field: string;
  /** The signed bytes: the two ranges joined. */
  readonly content: Uint8Array;
  /** CMS without its padding. */
  readonly cms: Uint8Array;
  /** Signature value, which the time-stamp is over. */
  readonly signature: Uint8Array;
  readonly tokens: readonly Uint8Array[];
  readonly manifest: Uint8Array | undefined;
  readonly envelope: Uint8Array | undefined;
}

/** Cuts every signature of a file apart, in the order of the form. */
export async function signatureParts(file: Uint8Array): Promise<SignatureParts[]> {
  const document = await openBytes(file);
  const parts: SignatureParts[] = [];
  for (const { name, value } of must(await document.signatureFields())) {
    if (!value?.byteRange) continue;
    const [, gap, second, rest] = value.byteRange;
    const signedData = must(parseSignedData(value.contents, { allowTrailing: true }));
    const files = must(await associatedFilesOf(document, name));
    const fileNamed = (wanted: string) => files.find((one) => one.name === wanted)?.bytes;
    parts.push({
      field: name,
      content: concat([file.subarray(0, gap), file.subarray(second, second + rest)]),
      cms: signedData.raw,
      signature: signedData.signerInfos[0]?.signature as Uint8Array,
      tokens: signedData.signerInfos[0]?.signatureTimeStamps ?? [],
      manifest: fileNamed('manifest.json'),
      envelope: fileNamed('evidence.p7m'),
    });
  }
  return parts;
}
