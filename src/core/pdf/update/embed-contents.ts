import { err, latin1, ok, type Result, toHex } from '../../base';
import type { PreparedSignature } from '../types';

/** A copy of the tail with the CMS in /Contents, zeros behind it; PDF_CONTENTS_TOO_SMALL. */
export const embedContents = (prepared: PreparedSignature, cms: Uint8Array): Result<Uint8Array> => {
  if (cms.length > prepared.contentsBytes)
    return err('PDF_CONTENTS_TOO_SMALL', `${cms.length} of ${prepared.contentsBytes} bytes`);
  const tail = prepared.tail.slice();
  tail.set(latin1(toHex(cms)), prepared.contentsStart + 1 - prepared.base);
  return ok(tail);
};
