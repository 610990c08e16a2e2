import { describe, expect, it } from 'vitest';
import { onePage, tablePdf } from '../../../test/support/pdf-by-hand';
import { must } from '../../core/base';
import { bufferAccess } from '../../platform/node';
import { nodeSealingPorts } from '../session-runner';
import { prepareFieldRevision } from './field-revision';

const PORTS = nodeSealingPorts('no-font-is-needed-here.ttf');
const TRUST = { anchors: [], custodians: [], policyId: '1.2.3' };
const SLOTS = [0, 1].map((slot) => ({
  slot,
  anchor: { kind: 'rect', page: 1, x: 50 + 200 * slot, y: 700, width: 150, height: 44 } as const,
}));

describe('fields for the slots of a task', () => {
  it('take names that no other field of the form has', async () => {
    const objects = {
      ...onePage('', '/Annots[8 0 R]'),
      1: '<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[7 0 R 8 0 R]>>>>',
      7: '<</T(InkWitnessSigner1)/Kids[9 0 R]>>',
      8: '<</Subtype/Widget/FT/Tx/T(InkWitnessSigner2)/Rect[0 0 90 20]>>',
      9: '<</Parent 7 0 R/FT/Tx/T(name)>>',
    };
    const revision = must(await prepareFieldRevision(bufferAccess(tablePdf({ objects })), SLOTS, PORTS, TRUST));
    expect(revision.fields.map(({ fieldName }) => fieldName)).toEqual(['InkWitnessSigner1x1', 'InkWitnessSigner2x1']);
  });
});
