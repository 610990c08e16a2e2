import { fromLatin1, latin1 } from '../../src/core/base';
import type { PreparedSignature } from '../../src/core/pdf';
import type { DemoHospital } from './demo-hospital';
import { type Bodies, streamBody, tablePdf } from './pdf-by-hand';
import { sealAct, withFields } from './seal-act';

/** Numbers of the objects that attacks turn to. */
export const FORM = {
  catalog: 1,
  pages: 2,
  page: 3,
  font: 4,
  content: 5,
  acroForm: 6,
  dose: 7,
  remark: 8,
  doseDrawn: 9,
  overlay: 10,
  hidden: 11,
  locking: 12,
  tick: 13,
  shadowPage: 40,
  shadowContent: 41,
  shadowCatalog: 42,
  shadowPages: 43,
  shadowFont: 44,
} as const;

export const drawing = (content: string): string =>
  streamBody(content, '/Type/XObject/Subtype/Form/BBox[0 0 90 20]/Resources<</Font<</Helv 4 0 R>>>>');

/** An image of one pixel that covers what stands below it. */
export const OVERLAY = streamBody(
  '\u0000',
  '/Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray',
);

export const DOSE =
  '/Type/Annot/Subtype/Widget/FT/Tx/T(dose)/DA(/Helv 10 Tf 0 g)/Rect[50 600 140 620]/P 3 0 R/F 4/AP<</N 9 0 R>>';
export const PAGE =
  '<</Type/Page/Parent 2 0 R/Resources<</Font<</F1 4 0 R>>/XObject<</Im 10 0 R>>>>/Contents 5 0 R/Annots[7 0 R 8 0 R 11 0 R 12 0 R 13 0 R]>>';
export const CATALOG = '<</Type/Catalog/Pages 2 0 R/AcroForm 6 0 R>>';

/** Lock of the field `locking`: ISO 32000-2 table 236. */
const withLock = (lock: string): string =>
  `<</Type/Annot/Subtype/Widget/FT/Sig/T(locking)/Rect[50 300 250 360]/P 3 0 R/F 132${lock}>>`;

/**
 * A form with everything that a shadow attack needs: an answer, an empty field, a hidden field over the words, an
 * overlay, a tick, pages and a font that nothing leads to.
 */
export const shadowBodies = (lock = ''): Bodies => ({
  [FORM.catalog]: CATALOG,
  [FORM.pages]: '<</Type/Pages/Kids[3 0 R]/Count 1/MediaBox[0 0 595 842]>>',
  [FORM.page]: PAGE,
  [FORM.font]: '<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>',
  [FORM.content]: streamBody('BT /F1 12 Tf 50 700 Td (I agree to the operation) Tj ET q 1 0 0 1 300 700 cm /Im Do Q'),
  [FORM.acroForm]: '<</Fields[7 0 R 8 0 R 11 0 R 12 0 R 13 0 R]/DR<</Font<</Helv 4 0 R>>>>/DA(/Helv 10 Tf 0 g)>>',
  [FORM.dose]: `<<${DOSE}/V(5 mg)>>`,
  [FORM.remark]: '<</Type/Annot/Subtype/Widget/FT/Tx/T(remark)/Rect[50 560 140 580]/P 3 0 R/F 4>>',
  [FORM.doseDrawn]: drawing('/Tx BMC BT /Helv 10 Tf 2 5 Td (5 mg) Tj ET EMC'),
  [FORM.overlay]: OVERLAY,
  [FORM.hidden]: '<</Type/Annot/Subtype/Widget/FT/Tx/T(hidden)/Rect[0 650 595 750]/P 3 0 R/F 2>>',
  [FORM.locking]: withLock(lock),
  [FORM.tick]: '<</Type/Annot/Subtype/Widget/FT/Btn/T(tick)/Rect[50 500 60 510]/P 3 0 R/F 4/V/Off/AS/Off>>',
  [FORM.shadowPage]: '<</Type/Page/Parent 2 0 R/Resources<</Font<</F1 4 0 R>>>>/Contents 41 0 R>>',
  [FORM.shadowContent]: streamBody('BT /F1 12 Tf 50 700 Td (I agree to everything) Tj ET'),
  [FORM.shadowCatalog]: '<</Type/Catalog/Pages 43 0 R>>',
  [FORM.shadowPages]: '<</Type/Pages/Kids[40 0 R]/Count 1/MediaBox[0 0 595 842]>>',
  [FORM.shadowFont]: '<</Type/Font/Subtype/Type1/BaseFont/Symbol>>',
});

const ID = '/ID[<00112233445566778899AABBCCDDEEFF><00112233445566778899AABBCCDDEEFF>]';

export const shadowForm = (changes: Bodies = {}, lock = ''): Uint8Array =>
  tablePdf({ objects: { ...shadowBodies(lock), ...changes }, trailer: ID });

/** The form with empty fields s1 and s2, signed in s1 (or `field`), certified or not. */
export const signedForm = async (
  hospital: DemoHospital,
  certify: false | 1 | 2 | 3 = 2,
  { changes = {}, lock = '', field = 's1' }: { changes?: Bodies; lock?: string; field?: string } = {},
): Promise<Uint8Array> =>
  sealAct(await withFields(shadowForm(changes, lock), ['s1', 's2']), hospital, {
    field,
    ...(certify && { certify }),
  });

/** Writes a signature reference of the same length over the DocMDP one before it is digested. */
export const withFieldMdp =
  (parameters: string) =>
  (honest: PreparedSignature): PreparedSignature => {
    const text = fromLatin1(honest.tail);
    const reference = /\/Reference\[<<.*?>>>>\]/.exec(text)?.[0] as string;
    const other = `/Reference[<</TransformMethod/FieldMDP/TransformParams<<${parameters}>>>>]`;
    if (other.length > reference.length) throw new Error('does not fit');
    return { ...honest, tail: latin1(text.replace(reference, other.padEnd(reference.length))) };
  };
