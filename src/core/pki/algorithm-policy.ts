import type { HashAlgorithm, SignatureAlgorithm } from '../base';
import type { PublicKeyInfo } from './public-key';

/** One row: what it is about, and the first moment at which it may not be relied on any more; none: no end is set. */
interface Suitability {
  readonly untilMs?: number;
  /** Where the date stands. */
  readonly source: string;
}

const day = (text: string): number => Date.parse(`${text}T00:00:00Z`);
/** Never good enough, whenever it was used. */
const NEVER: Suitability = { untilMs: Number.NEGATIVE_INFINITY, source: 'ETSI TS 119 312 V2.1.1: not listed' };
const RECOMMENDED: Suitability = { source: 'ETSI TS 119 312 V2.1.1 tables 1, 3 and 6: recommended' };

/** ETSI TS 119 312 V2.1.1 (2026-06), table 1 and table D.1; MD5 stands in none: collisions were shown in August 2004. */
export const HASH_SUITABILITY: Readonly<Record<HashAlgorithm, Suitability>> = {
  MD5: { untilMs: day('2004-08-01'), source: 'collisions published in August 2004' },
  'SHA-1': { untilMs: day('2012-08-01'), source: 'ETSI TS 119 312 V2.1.1 table D.1' },
  'SHA-256': RECOMMENDED,
  'SHA-384': RECOMMENDED,
  'SHA-512': RECOMMENDED,
  SM3: { source: 'GB/T 32905: in force, no end is set; ETSI does not judge it' },
};

/**
 * RSA by the bits of its modulus, the longest first: table 6 and table D.2. Keys from 1900 to 2999 bits go into no new
 * certificate after 2026, and no certificate with one ends after 2028 (8.4): signatures with them end there, too. (Table D.2
 * suggests 2026-01-01 for them, against table 6; the later and normative one is followed, see docs/adr/0016.)
 */
export const RSA_SUITABILITY: readonly (Suitability & { readonly fromBits: number })[] = [
  { fromBits: 3000, ...RECOMMENDED },
  { fromBits: 1900, untilMs: day('2029-01-01'), source: 'ETSI TS 119 312 V2.1.1 table 6' },
  { fromBits: 1024, untilMs: day('2019-10-01'), source: 'ETSI TS 119 312 V2.1.1 table D.2' },
  { fromBits: 786, untilMs: day('2010-08-01'), source: 'ETSI TS 119 312 V2.1.1 table D.2' },
  { fromBits: 0, ...NEVER },
];

/** PKCS #1 v1.5 is legacy: until the end of 2034 (ETSI TS 119 312 V2.1.1 table 2 and 3.4). */
const PKCS1: Suitability = { untilMs: day('2035-01-01'), source: 'ETSI TS 119 312 V2.1.1 table 2' };

/** What a signature, a certificate, a list or a token relies on. */
export interface AlgorithmUse {
  /** Digests of the content or of a certificate; the signature algorithm's own is known by it. */
  readonly hashes?: readonly HashAlgorithm[];
  readonly signature?: { readonly algorithm: SignatureAlgorithm; readonly key: PublicKeyInfo };
}

export interface UnreliableAlgorithm {
  /** For people who look into it: 'SHA-1', 'RSA-1024'. */
  readonly name: string;
  readonly untilMs: number;
}

const hashOfSignature = (algorithm: SignatureAlgorithm): HashAlgorithm | undefined => {
  const name = algorithm.slice(algorithm.lastIndexOf('-') + 1);
  return (Object.keys(HASH_SUITABILITY) as HashAlgorithm[]).find((hash) => hash.replace('-', '') === name);
};

const rowsOf = ({ hashes = [], signature }: AlgorithmUse): [string, Suitability][] => {
  const rows = hashes.map((hash): [string, Suitability] => [hash, HASH_SUITABILITY[hash]]);
  if (signature === undefined) return rows;
  const { algorithm, key } = signature;
  const own = hashOfSignature(algorithm);
  if (own !== undefined) rows.push([own, HASH_SUITABILITY[own]]);
  if (key.kind === 'rsa') {
    const row = RSA_SUITABILITY.find(({ fromBits }) => key.bits >= fromBits) ?? NEVER;
    rows.push([`RSA-${key.bits}`, row]);
  }
  if (algorithm.startsWith('rsa-pkcs1')) rows.push(['RSASSA-PKCS1-v1_5', PKCS1]);
  return rows;
};

/**
 * The first algorithm of a use that may not be relied on at a time, by the dates of ETSI TS 119 312; undefined when all may.
 * Curves P-256, P-384, P-521 and SM2's have no end; others are not verified at all.
 */
export const unreliableAlgorithm = (use: AlgorithmUse, atMs: number): UnreliableAlgorithm | undefined => {
  const over = rowsOf(use).filter(([, { untilMs }]) => untilMs !== undefined && atMs >= untilMs);
  const [worst] = over.sort(([, a], [, b]) => (a.untilMs as number) - (b.untilMs as number));
  return worst && { name: worst[0], untilMs: worst[1].untilMs as number };
};
