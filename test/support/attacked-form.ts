import { mkdirSync, writeFileSync } from 'node:fs';
import { expect } from 'vitest';
import type { SignatureReport, ValidationReport } from '../../src/core/validation';
import { demoHospital } from './demo-hospital';
import { freeNumber, increment, type NewObject, objectWith } from './increment';
import type { Bodies } from './pdf-by-hand';
import { signedForm } from './shadow-form';
import { validate } from './validate';

export const PASSED = 'TOTAL-PASSED';
export const MODIFIED = 'TOTAL-FAILED VALIDATION_MODIFIED';
export const CHANGED = 'INDETERMINATE VALIDATION_FIELD_CHANGED';
export const ANNOTATED = 'INDETERMINATE VALIDATION_ANNOTATED';

/** DocMDP level of the certification, or none: s1 only approves. */
export type Level = false | 1 | 2 | 3;

/** Verdict and gravest code. */
export const gist = ({ verdict, reasons }: SignatureReport): string =>
  `${verdict} ${reasons.find((reason) => reason.indication === verdict)?.code ?? ''}`.trim();

/** The honest signature, whatever an attack puts beside it. */
export const honest = ({ signatures }: ValidationReport): SignatureReport =>
  signatures.find(({ field }) => field === 's1' || field === 'locking') as SignatureReport;

export const asObjects = (bodies: Bodies): NewObject[] =>
  Object.entries(bodies).map(([num, body]) => ({ num: Number(num), body }));

export const pageOf = (file: Uint8Array): NewObject => objectWith(file, /\/Type\s*\/Page\b(?!s)[\s\S]*\/Annots/);
export const catalogOf = (file: Uint8Array): NewObject => objectWith(file, /\/Type\s*\/Catalog[\s\S]*\/AcroForm/);
export const formOf = (file: Uint8Array): NewObject => objectWith(file, /\/Fields\s*\[/);
export const fieldOf = (file: Uint8Array, name: string): NewObject =>
  objectWith(file, new RegExp(`/T\\s*\\(${name}\\)`));
export const withKey = (body: string, key: string): string => body.replace(/>>\s*$/, `${key}>>`);

export const withAnnotation = (file: Uint8Array, annotation: string): Bodies => {
  const num = freeNumber(file);
  const page = pageOf(file);
  return { [page.num]: page.body.replace(/(\/Annots\s*\[[^\]]*)\]/, `$1 ${num} 0 R]`), [num]: annotation };
};

let kept = 0;
/** With INKWITNESS_ATTACK_FILES=folder every attacked file is kept there, so that other validators can be asked. */
const keep = (file: Uint8Array, root: Uint8Array): void => {
  const folder = process.env.INKWITNESS_ATTACK_FILES;
  if (folder === undefined) return;
  mkdirSync(folder, { recursive: true });
  const name = `${String(++kept).padStart(3, '0')} ${expect.getState().currentTestName ?? ''}`;
  writeFileSync(`${folder}/${name.replace(/[^\w ,.-]/g, '_').slice(0, 150)}.pdf`, file);
  writeFileSync(`${folder}/root.der`, root);
};

/** The form signed at every level, and verdicts on what is made of it. */
export const attackBench = async () => {
  const hospital = await demoHospital();
  const files = new Map<Level, Uint8Array>();
  for (const level of [false, 1, 2, 3] as const) files.set(level, await signedForm(hospital, level));
  const signed = (level: Level): Uint8Array => files.get(level) as Uint8Array;
  const report = (file: Uint8Array): Promise<ValidationReport> => {
    keep(file, hospital.root.certificate.raw);
    return validate(file, [hospital.root.certificate], hospital.nowMs);
  };
  const first = async (file: Uint8Array): Promise<string> => gist(honest(await report(file)));
  const edited = (level: Level, bodies: Bodies): Promise<string> => first(increment(signed(level), asObjects(bodies)));
  return { hospital, signed, report, first, edited };
};
