import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Bodies, onePage, tablePdf } from '../../../test/support/pdf-by-hand';
import { FORM, shadowForm } from '../../../test/support/shadow-form';
import { fromLatin1, must, ok } from '../../core/base';
import { bufferAccess } from '../../platform/node';
import { nodeSealingPorts } from '../session-runner';
import { prepareFieldRevision } from './field-revision';
import { prepareForm } from './prepare-form';

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

describe('content that could be shown after the signature', () => {
  const WITHOUT_HIDDEN: Bodies = {
    [FORM.hidden]: '<</Type/Annot/Subtype/Widget/FT/Tx/T(hidden)/Rect[0 0 0 0]/P 3 0 R/F 2>>',
  };
  const withCatalog = (entries: string): Uint8Array =>
    tablePdf({ objects: { ...onePage(), 1: `<</Type/Catalog/Pages 2 0 R${entries}>>`, 6: '<</Type/OCG/Name(x)>>' } });

  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'iw-prepared-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const prepared = async (form: Uint8Array): Promise<string> => {
    const [sourcePath, outPath] = [join(folder, 'source.pdf'), join(folder, 'out.pdf')];
    writeFileSync(sourcePath, form);
    const laid = await prepareForm({ sourcePath, outPath, slots: async () => ok(SLOTS) }, PORTS, TRUST);
    return laid.ok ? fromLatin1(readFileSync(outPath)) : `${laid.error.code} ${laid.error.detail}`;
  };

  it.each([
    ['a hidden field over the words', shadowForm(), 'hidden-fields'],
    ['a script at opening', withCatalog('/OpenAction<</S/JavaScript/JS(x)>>'), 'scripts'],
    ['scripts by name', withCatalog('/Names<</JavaScript<</Names[(a)<</S/JavaScript/JS(x)>>]>>>>'), 'scripts'],
  ])('is refused: %s', async (_, form, kind) => {
    expect(await prepared(form)).toBe(`PDF_PREPARED_CONTENT ${kind}`);
  });

  it('is gone where writing the form anew takes it out: pages that nothing leads to', async () => {
    const source = shadowForm(WITHOUT_HIDDEN);
    expect(fromLatin1(source)).toContain('I agree to everything');
    const file = await prepared(source);
    expect(file).toContain('InkWitnessSigner1');
    expect(file).not.toContain('I agree to everything');
  });

  it.each([
    ['a printed watermark', withCatalog('/OCProperties<</OCGs[6 0 R]/D<</OFF[6 0 R]/AS[<</Event/Print>>]>>>>')],
    ['a jump to a page at opening', withCatalog('/OpenAction[3 0 R/Fit]')],
  ])('bars no form without need: %s', async (_, form) => {
    expect(await prepared(form)).toContain('InkWitnessSigner1');
  });
});
