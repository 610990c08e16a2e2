import { err, ok } from '../../core/base';
import type { Certificate } from '../../core/pki';
import type { TimeStampSource } from '../../core/tsp';
import { fetchBounded } from './http-source';
import type { TimeStampUnit } from './time-stamp-unit';

/** A source as the settings name it, its files read. */
export type ConfiguredSource =
  | { readonly kind: 'own' }
  | {
      readonly kind: 'foreign';
      readonly name: string;
      readonly url: string;
      readonly anchors: readonly Certificate[];
      readonly crls: readonly string[];
      readonly timeoutMs: number;
    };

/** Where the server itself asks for the time, in order, and what long-term files need of foreign sources. */
export interface TimeSources {
  readonly sources: readonly TimeStampSource[];
  /** Roots of foreign sources: trusted for time-stamps only. */
  readonly foreignAnchors: readonly Certificate[];
  /** Revocation lists of foreign sources as they are now; one that cannot be had is left out. */
  revocationLists(): Promise<Uint8Array[]>;
}

const CRL_MAX_BYTES = 4 * 1024 * 1024;
const CRL_TIMEOUT_MS = 10_000;

/** The sources of a hospital: its own unit in this process, others over HTTP. */
export function createTimeSources(
  configured: readonly ConfiguredSource[],
  own: { readonly unit: Pick<TimeStampUnit, 'answer'>; readonly roots: readonly Certificate[] },
): TimeSources {
  const sources = configured.map((source): TimeStampSource => {
    if (source.kind === 'own')
      return { name: 'own', anchors: own.roots, ask: async (query) => ok((await own.unit.answer(query)).response) };
    const { name, url, anchors, timeoutMs } = source;
    return { name, anchors, ask: (query) => fetchBounded(url, { timeoutMs, query }) };
  });
  const foreign = configured.flatMap((source) => (source.kind === 'foreign' ? [source] : []));
  return {
    sources: sources.map((source) => ({
      ...source,
      // a defect of one source is no reason not to ask the next
      ask: (query) => source.ask(query).catch(() => err('TIME_SOURCE_AWAY')),
    })),
    foreignAnchors: foreign.flatMap(({ anchors }) => anchors),
    revocationLists: async () => {
      const options = { timeoutMs: CRL_TIMEOUT_MS, maxBytes: CRL_MAX_BYTES };
      const lists = await Promise.all(foreign.flatMap(({ crls }) => crls).map((url) => fetchBounded(url, options)));
      return lists.flatMap((list) => (list.ok ? [list.value] : []));
    },
  };
}
