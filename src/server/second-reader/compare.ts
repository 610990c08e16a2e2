import type { OwnStructure } from './own-structure';
import type { SecondStructure } from './second-structure';
import type { Disagreement, FieldReading, PageLetters, ReadAgain, SignatureClaim, SignatureReading } from './types';

/** Everything that the two readers found. */
export interface Readings {
  readonly own: OwnStructure;
  readonly second: SecondStructure;
  /** The form before any signature, by the second reader. */
  readonly source: SecondStructure;
  readonly signatures: readonly SignatureReading[];
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

const onPage = (index: number): Pick<Disagreement, 'where'> => ({ where: `page ${index + 1}` });

/** pdf.js leaves out characters that it cannot name as we do, so only pages that both know whole are compared. */
const lettersDiffer = (own: PageLetters | undefined, second: PageLetters | undefined): boolean =>
  own?.whole === true && second?.whole === true && own.letters !== second.letters;

function comparePages({ own, second, source }: Readings): Disagreement[] {
  const counts = [own.pages.length, second.pages.length, source.pages.length];
  if (new Set(counts).size !== 1) return [{ what: 'page-count' }];
  return second.pages.flatMap((page, index) => {
    const found: Disagreement[] = [];
    const { object: _, ...before } = source.pages[index] ?? page;
    const { object: __, ...after } = page;
    if (!same(own.pages[index], page) || !same(before, after)) found.push({ what: 'page-geometry', ...onPage(index) });
    if (second.texts[index] !== source.texts[index]) found.push({ what: 'page-text', ...onPage(index) });
    if (lettersDiffer(own.letters[index], second.letters[index])) found.push({ what: 'letters', ...onPage(index) });
    return found;
  });
}

const sorted = (fields: readonly FieldReading[]): FieldReading[] =>
  [...fields].sort((a, b) => a.object - b.object || a.page - b.page);

const compareFields = ({ own, second }: Readings): Disagreement[] =>
  same(sorted(own.fields), sorted(second.fields)) ? [] : [{ what: 'fields' }];

/** One signature of this task as each reader has it. */
function compareSignature(claim: SignatureClaim, reading: SignatureReading, isClosed: boolean): Disagreement['what'][] {
  const found: Disagreement['what'][] = reading.state === 'good' ? [] : [reading.state];
  const { certificate } = claim;
  if (certificate !== null && (certificate.sha256 !== reading.certificate || certificate.serial !== reading.serial))
    found.push('certificate');
  // the time that we tell must come from a token that the second reader saw
  if (claim.timeSource === 'time-stamp' && certificate !== null && !isClosed && !hasTime(claim, reading))
    found.push('time-stamp');
  return found;
}

/** One that came with the form may be broken, or of an algorithm that the second reader does not know. */
const compareForeign = ({ verdict }: SignatureClaim, { state }: SignatureReading): Disagreement['what'][] =>
  verdict === 'TOTAL-PASSED' && state !== 'good' && state !== 'not-read' ? [state] : [];

/** A document time-stamp is its own time. */
const hasTime = (claim: SignatureClaim, reading: SignatureReading): boolean =>
  reading.hasTimeStamp || claim.level === 'document-time-stamp';

/** A later document time-stamp that the second reader found good, too: it is time for everything before it. */
const isClosedAfter = (
  index: number,
  claims: readonly SignatureClaim[],
  readings: readonly SignatureReading[],
): boolean =>
  claims
    .slice(index + 1)
    .some(
      ({ level, signedSize }) =>
        level === 'document-time-stamp' &&
        readings.some((reading) => reading.signedSize === signedSize && reading.state === 'good'),
    );

function compareSignatures({ signatures }: Readings, { claims, foreignUpTo }: ReadAgain): Disagreement[] {
  const cameWithForm = (size: number | null): boolean => (size === null ? foreignUpTo > 0 : size <= foreignUpTo);
  const ours = signatures.filter(({ signedSize }) => !cameWithForm(signedSize));
  const told = claims.filter(({ signedSize }) => !cameWithForm(signedSize));
  if (ours.length !== told.length) return [{ what: 'signature-count' }];
  const found = claims.flatMap((claim, index): Disagreement[] => {
    const where = `signature ${index + 1}`;
    // of a foreign one our own reader may say that its form is broken
    if (claim.signedSize === null && foreignUpTo > 0) return [];
    const reading = signatures.find(({ signedSize }) => signedSize === claim.signedSize);
    if (reading === undefined) return [{ what: 'byte-range', where }];
    if (claim.documentDigest !== null && claim.documentDigest !== reading.documentDigest)
      return [{ what: 'digest', where }];
    const compare = cameWithForm(claim.signedSize) ? compareForeign : compareSignature;
    return compare(claim, reading, isClosedAfter(index, claims, signatures)).map((what) => ({ what, where }));
  });
  const inOrder = ours.every(({ signedSize }, index) => signedSize === told[index]?.signedSize);
  return found.length === 0 && !inOrder ? [{ what: 'order' }] : found;
}

/** Everything about which two readers disagree; empty when they agree. Pure. */
export const compareReadings = (readings: Readings, job: ReadAgain): Disagreement[] => [
  ...comparePages(readings),
  ...compareFields(readings),
  ...compareSignatures(readings, job),
];
