import { describe, expect, it } from 'vitest';
import { type ByHand, hybridPdf, onePage, streamBody, streamPdf, tablePdf } from '../../../../test/support/pdf-by-hand';
import { bufferAccess, nodeDigest, nodeInflate } from '../../../platform/node';
import { concat, fromLatin1, latin1, must, type RandomAccess } from '../../base';
import { openPdf } from '../document/pdf-document';
import { findText } from '../text/find-text';
import { checkSignable } from '../update/check-signable';
import { normalise } from './normalise';
import { planNormalisation } from './plan-normalisation';

const PORTS = { inflate: nodeInflate };
const reasonsOf = async (file: Uint8Array) => (await planNormalisation(bufferAccess(file), PORTS))?.reasons;

/** A gap-free table, as `tablePdf` does not write it. */
const cleanTable = ({ objects, trailer = '' }: ByHand): Uint8Array => {
  let text = '%PDF-1.4\n';
  const rows = ['0000000000 65535 f\r\n'];
  for (const body of Object.values(objects)) {
    rows.push(`${String(text.length).padStart(10, '0')} 00000 n\r\n`);
    text += `${rows.length - 1} 0 obj\n${body}\nendobj\n`;
  }
  const table = `xref\n0 ${rows.length}\n${rows.join('')}trailer\n<</Size ${rows.length}/Root 1 0 R${trailer}>>\n`;
  return latin1(`${text}${table}startxref\n${text.length}\n%%EOF\n`);
};

const CLEAN = cleanTable({ objects: onePage() });
const clean = (change: Record<number, string>): Uint8Array => cleanTable({ objects: { ...onePage(), ...change } });
const edited = (from: string | RegExp, to: string, file = CLEAN): Uint8Array =>
  latin1(fromLatin1(file).replace(from, to));

const anew = async (source: RandomAccess): Promise<Uint8Array> => {
  const plan = await planNormalisation(source, PORTS);
  if (plan === undefined) throw new Error('not normalised');
  const parts: Uint8Array[] = [];
  const digest = nodeDigest.hash('SHA-256', await source.read(0, source.size));
  must(
    await normalise(plan, digest, async (bytes) => {
      parts.push(bytes);
    }),
  );
  return concat(parts);
};

describe('a form that needs nothing', () => {
  it.each([
    ['a table', CLEAN],
    ['a cross-reference stream', streamPdf({ objects: onePage(), packed: [1, 2, 3, 4] })],
    ['an update of its own', tablePdf({ objects: { 5: streamBody('BT ET') }, trailer: '/Prev 9' }, CLEAN)],
  ])('is left alone: %s', async (_, file) => {
    // The update names the section before it by its offset.
    const at = fromLatin1(CLEAN).indexOf('xref\n');
    expect(await reasonsOf(edited('/Prev 9', `/Size 6/Prev ${at}`, file))).toBeUndefined();
  });
});

describe('what is told of a form', () => {
  it.each([
    ['bytes-before-header', concat([latin1('\xef\xbb\xbf'), CLEAN])],
    ['bytes-after-eof', concat([CLEAN, latin1('printed by a driver')])],
    ['bytes-after-eof', concat([CLEAN, latin1('%%EOF\n')])],
    ['lost-page', clean({ 6: '<</Type/Page/Parent 2 0 R/Contents 5 0 R>>' })],
    ['lost-page', clean({ 6: '<</Type/Catalog/Pages 2 0 R>>' })],
    ['bytes-after-eof', concat([CLEAN, new Uint8Array(9000)])],
    ['index-entries', edited('/Size 6', '/Size 4')],
    ['index-entries', edited('65535 f', '65536 f')],
    [
      'direct-node',
      clean({ 2: onePage()[2]!.replace('3 0 R', onePage()[3]!.replace('4 0 R', '3 0 R')), 3: onePage()[4]! }),
    ],
    ['stream-length', edited(/Length \d+/, 'Length 12')],
    ['dangling-reference', clean({ 1: '<</Type/Catalog/Pages 2 0 R/Outlines 9 0 R>>' })],
    ['dangling-reference', edited('/Root', '/AdditionalStreams[6 0 R]/Root')],
    ['unescaped-name', clean({ 4: '<</Type/Font/Subtype/Type1/BaseFont/\xcb\xce\xcc\xe5>>' })],
    ['repeated-key', clean({ 4: `${onePage()[4]!.slice(0, -2)}/Subtype/Type1>>` })],
    ['faulty-index', edited(/startxref\n\d+/, 'startxref\n20')],
    ['faulty-index', edited(/000000\d{4} 00000 n/, '0000000099 00000 n')],
  ])('%s', async (reason, file) => {
    expect(await reasonsOf(file)).toContain(reason);
  });

  it('a hybrid index, and gaps in the first one', async () => {
    expect(await reasonsOf(hybridPdf({ objects: onePage(), packed: [1, 2] }))).toContain('hybrid-index');
    expect(await reasonsOf(tablePdf({ objects: { ...onePage(), 9: 'null' } }))).toContain('fragmented-index');
  });
});

describe('a form that must not be written anew', () => {
  const signature = '<</Type/Sig/ByteRange[0 1 2 3]/Contents<00>>>';
  const form = '<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[6 0 R]';
  const field = { 6: '<</FT/Sig/T(s)/V 7 0 R>>', 7: signature };
  const junk = latin1('\n');
  it.each([
    ['holds a signature', concat([junk, clean({ 1: `${form}>>>>`, ...field })])],
    ['is an XFA form', concat([junk, clean({ 1: `${form}/XFA 5 0 R>>>>`, 6: '<</FT/Tx/T(t)>>' })])],
    ['is encrypted', concat([junk, edited('/Root', '/Encrypt 4 0 R/Root')])],
    ['has an object twice and a faulty index', edited(/startxref\n\d+/, '4 0 obj\n(other)\nendobj\nstartxref\n20')],
    ['names two catalogues', edited(/startxref\n\d+/, 'trailer\n<</Root 2 0 R>>\nstartxref\n20')],
    ['lost bytes on its way', edited(/startxref\n\d+/, 'startxref\n20', edited(/Length \d+/, 'Length 12'))],
    ['lost an object on its way', edited(/startxref\n\d+/, 'startxref\n20', edited('4 0 obj', '4 0 obk'))],
    ['could be another file behind its end', concat([CLEAN, latin1('4 0 obj\n(other)\nendobj\n')])],
    ['could be another file before its header', concat([latin1('4 0 obj (other) endobj\n'), CLEAN])],
    ['ends in the middle', CLEAN.subarray(0, CLEAN.length - 8)],
  ])('%s', async (_, file) => {
    expect(await reasonsOf(file)).toBeUndefined();
  });
});

describe('a form written anew', () => {
  const objects = {
    ...onePage(),
    1: '<</Type/Catalog/Pages 2 0 R/Outlines 99 0 R/AcroForm<</Fields[<</FT/Tx/T(a)/Kids[<</Subtype/Widget/Rect[1 1 9 9]>>]>>]>>>>',
    4: '<</Type/Font/Subtype/Type1/BaseFont/Helvetica/#4eam\xe9/#c9>>',
    7: '(nobody names this)',
  };
  const source = hybridPdf({ objects, packed: [1, 2, 3], trailer: '/Info 98 0 R/ID[(first)(second)]' });

  it('can be signed, says the same, and needs nothing more', async () => {
    const file = await anew(bufferAccess(source));
    const doc = must(await openPdf(bufferAccess(file), PORTS));
    must(await checkSignable(doc));
    expect(must(await findText(doc, 'all', 'Patient signature:'))).toHaveLength(1);
    expect((await doc.fieldTree()).fields.map(({ name, widgets }) => [name, widgets.length])).toEqual([['a', 1]]);
    expect(await reasonsOf(file)).toBeUndefined();
  });

  it('has one table without gaps, no object that nobody names, the first identifier, escaped names', async () => {
    const text = fromLatin1(await anew(bufferAccess(source)));
    expect(text.match(/startxref/g)).toHaveLength(1);
    expect(text).toContain('\nxref\n0 8\n');
    expect(text).not.toContain('nobody names this');
    expect(text).toMatch(/\/ID\[<6669727374> <[0-9a-f]{32}>\]/);
    expect(text).toContain('/Nam#e9 /#c9');
    expect(text).toContain('/Outlines null');
    expect(text).not.toContain('/Info');
  });

  it('is the same again from the same source', async () => {
    expect(await anew(bufferAccess(source))).toEqual(await anew(bufferAccess(source)));
  });

  it('is never held in memory: no piece is larger than 1 MiB, and data is read in such pieces', async () => {
    const size = 5 << 20;
    const large = concat([latin1('\n'), clean({ 5: streamBody('q '.repeat(size / 2)) })]);
    const access = bufferAccess(large);
    let longest = 0;
    const watched = {
      size: access.size,
      read: (offset: number, length: number) => {
        longest = Math.max(longest, length);
        return access.read(offset, length);
      },
    };
    const plan = await planNormalisation(watched, PORTS);
    let written = 0;
    must(
      await normalise(plan!, new Uint8Array(32), async (bytes) => {
        written += bytes.length;
        expect(bytes.length).toBeLessThanOrEqual(1 << 20);
      }),
    );
    expect(written).toBeGreaterThan(size);
    expect(longest).toBeLessThanOrEqual((1 << 20) + 128);
  });
});
