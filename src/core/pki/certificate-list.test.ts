import { describe, expect, it } from 'vitest';
import { der } from '../asn1';
import { concat } from '../base';
import { parseCertificateList } from './certificate-list';

const AT_MS = Date.UTC(2026, 0, 31);
const algorithm = der.sequence(der.oid('1.2.840.10045.4.3.2'));
const serialOf = (index: number): Uint8Array => Uint8Array.of(1, index >> 16, (index >> 8) & 0xff, index & 0xff);
const entryOf = (index: number): Uint8Array => der.sequence(der.integerBytes(serialOf(index)), der.utcTime(AT_MS));

const listOf = (entries: readonly Uint8Array[]): Uint8Array => {
  const all = concat(entries);
  const tbs = der.sequence(algorithm, der.sequence(), der.utcTime(AT_MS), der.utcTime(AT_MS), der.sequence(all));
  return der.sequence(tbs, algorithm, der.bitString(new Uint8Array(64)));
};

describe('a long list', () => {
  const entries = Array.from({ length: 60_000 }, (_, index) => entryOf(index));

  it('is walked for each question, from the first entry to the last', () => {
    const list = parseCertificateList(listOf(entries));
    if (!list.ok) throw new Error(list.error.code);
    for (const index of [0, 30_000, 59_999]) expect(list.value.revokedAtMs(serialOf(index))).toBe(AT_MS);
    expect(list.value.revokedAtMs(serialOf(60_000))).toBeUndefined();
    expect(list.value.partial).toBe(false);
  });

  it('is refused for its last entry', () => {
    const damaged = der.sequence(der.integerBytes(serialOf(1)));
    const list = parseCertificateList(listOf([...entries, damaged]));
    expect(!list.ok && list.error.code).toBe('ASN1_UNEXPECTED_ELEMENT');
  });

  it('is partial for a critical extension of its last entry', () => {
    const extension = der.sequence(der.oid('2.5.29.29'), der.boolean(true), der.octetString(der.sequence()));
    const foreign = der.sequence(der.integerBytes(serialOf(1)), der.utcTime(AT_MS), der.sequence(extension));
    const list = parseCertificateList(listOf([...entries, foreign]));
    expect(list.ok && list.value.partial).toBe(true);
  });
});

it('a list with more elements than any authority publishes is refused', () => {
  const list = parseCertificateList(listOf([concat(Array.from({ length: 340_000 }, () => entryOf(7)))]));
  expect(!list.ok && list.error.code).toBe('ASN1_TOO_MANY_ELEMENTS');
});
