import type { ProductionPackage } from './production-packages';

/** Licences that may be shipped, as SPDX expressions exactly as packages state them: adding one is a decision. */
const ACCEPTED: readonly string[] = [
  'MIT',
  'ISC',
  'BSD-2-Clause',
  'BSD-3-Clause',
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'Python-2.0',
  '(MIT OR X11)',
  '(MIT AND Zlib)',
  // Fonts: SIL Open Font License beside the package's own.
  'MIT AND OFL-1.1',
];

/** `name version: licence` of every package that nobody has accepted. */
export function judgeLicences(packages: readonly ProductionPackage[]): readonly string[] {
  return packages
    .filter(({ license }) => !ACCEPTED.includes(license ?? ''))
    .map(({ name, version, license }) => `${name} ${version}: ${license ?? 'none stated'}`);
}
