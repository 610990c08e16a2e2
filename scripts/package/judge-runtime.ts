/** A runtime as scripts/electron-runtime.mjs found it. */
export interface FoundRuntime {
  readonly version: string;
  readonly kind: 'override' | 'official' | 'test';
}

const numbers = (version: string): readonly number[] => version.split('.').map(Number);

function isBelow(version: string, floor: string): boolean {
  const [mine, wanted] = [numbers(version), numbers(floor)];
  for (const [place, number] of wanted.entries()) {
    const own = mine[place] ?? Number.NaN;
    if (own !== number) return !(own > number);
  }
  return false;
}

/**
 * Why this runtime must not go into a package that is shipped; undefined when it may.
 * @param pinned version of `electron` in package.json
 */
export function reasonAgainst(runtime: FoundRuntime, pinned: string): string | undefined {
  if (runtime.kind === 'test') {
    return `Electron ${runtime.version} is the runtime for tests, long out of support (docs/adr/0002); a package needs the official ${pinned}`;
  }
  if (isBelow(runtime.version, pinned)) return `Electron ${runtime.version} is below the pinned ${pinned}`;
  return undefined;
}
