import type { PredefinedCMap } from '../types';
import { unpackCMap } from './binary-cmap';
import type { CMap } from './cmap';

/** Longest chain of CMaps that go on from each other; the real ones have two. */
const MAX_CHAIN = 4;

/** CMaps unpacked before, by the port that gave them: a process has one. */
const unpacked = new WeakMap<PredefinedCMap, Map<string, Promise<CMap | undefined>>>();

const load = async (port: PredefinedCMap, name: string, depth: number): Promise<CMap | undefined> => {
  const bytes = depth < MAX_CHAIN ? await port(name) : undefined;
  if (bytes === undefined) return undefined;
  const own = unpackCMap(bytes);
  const base = own.base === undefined ? undefined : await load(port, own.base, depth + 1);
  if (base === undefined) return own;
  return {
    lengths: base.lengths.map((length, byte) => own.lengths[byte] || length),
    text: new Map([...base.text, ...own.text]),
    cid: new Map([...base.cid, ...own.cid]),
  };
};

/** A predefined CMap by its name (ISO 32000-1 table 118); undefined where there is none or no port. */
export const predefinedCMap = (port: PredefinedCMap | undefined, name: string): Promise<CMap | undefined> => {
  if (port === undefined || !/^[A-Za-z0-9-]{1,40}$/.test(name)) return Promise.resolve(undefined);
  const known = unpacked.get(port) ?? new Map<string, Promise<CMap | undefined>>();
  unpacked.set(port, known);
  const found = known.get(name) ?? load(port, name, 0);
  known.set(name, found);
  return found;
};

/** CIDs to Unicode of Adobe's character collections (ISO 32000-1 9.10.2): Adobe-GB1-UCS2 and its kin. */
export const collectionToUnicode = (
  port: PredefinedCMap | undefined,
  registry: string | undefined,
  ordering: string | undefined,
): Promise<CMap | undefined> =>
  registry === 'Adobe' && /^(GB1|CNS1|Japan1|Korea1)$/.test(ordering ?? '')
    ? predefinedCMap(port, `Adobe-${ordering}-UCS2`)
    : Promise.resolve(undefined);
