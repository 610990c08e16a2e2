import fc from 'fast-check';
import { expect, it } from 'vitest';
import { bufferAccess, nodeDigest, nodeInflate, nodeVerifier } from '../../platform/node';
import { latin1 } from '../base';
import { validatePdf } from './validate-pdf';

const options = {
  anchors: [],
  nowMs: 0,
  digest: nodeDigest,
  verifier: nodeVerifier,
  inflate: nodeInflate,
  checkEvidence: async () => ({ state: 'none' as const, reasons: [] }),
};

it('answers any bytes with a code, never a pass and never a throw', async () => {
  const pieces = fc.constantFrom(
    '%PDF-1.7\n',
    'xref\n0 1\n',
    'trailer<</Root 1 0 R/Size 2>>',
    'startxref\n9\n',
    '%%EOF',
    '1 0 obj<<>>endobj',
  );
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(
        fc.uint8Array(),
        fc.array(pieces).map((list) => latin1(list.join(''))),
      ),
      async (bytes) => {
        const result = await validatePdf(bufferAccess(bytes), options);
        expect(result.ok && result.value.verdict === 'TOTAL-PASSED').toBe(false);
      },
    ),
  );
});
