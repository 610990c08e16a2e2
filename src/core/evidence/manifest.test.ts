import { describe, expect, it } from 'vitest';
import { must } from '../base';
import { buildManifest, type Manifest, readManifest } from './manifest';

const D = 'ab'.repeat(32);
const EXAMPLE: Manifest = {
  format: 'InkWitness/manifest/1',
  act: 'signature',
  task: { id: 'task-1', station: 'bed-12' },
  form: { kind: 'surgery', id: 'F-01', version: '3', title: '手术知情同意书' },
  document: { sha256: D, size: 12_345 },
  signer: { slot: 'patient', capacity: 'patient' },
  reading: { pages: 3, pagesShown: 3, endReached: 1 },
  evidence: { sha256: D, size: 99, bindingA: D, bindingB: D, policy: 'default', custodians: [D, D] },
  clock: { confirmedAt: '2026-11-21T06:05:00.123Z', source: 'station', offsetMs: null },
  chain: { head: D, length: 7 },
  previousManifest: null,
  application: { name: 'InkWitness', version: '0.1.0', build: D },
};

const without = (path: string): unknown => {
  const copy = structuredClone(EXAMPLE) as unknown as Record<string, Record<string, unknown>>;
  const [outer, inner] = path.split('.') as [string, string | undefined];
  if (inner === undefined) delete copy[outer];
  else delete copy[outer]?.[inner];
  return copy;
};

describe('manifest', () => {
  it('reads back what it wrote', () => {
    expect(must(readManifest(must(buildManifest(EXAMPLE))))).toEqual(EXAMPLE);
  });

  it.each(['act', 'document.sha256', 'evidence.bindingA', 'chain', 'previousManifest', 'clock.offsetMs'])(
    'needs %s',
    (path) => {
      expect(buildManifest(without(path) as Manifest)).toMatchObject({
        ok: false,
        error: { code: 'EVIDENCE_MANIFEST_INVALID', detail: `manifest.${path}` },
      });
    },
  );

  it.each([
    { ...EXAMPLE, extra: 1 },
    { ...EXAMPLE, document: { sha256: D.toUpperCase(), size: 1 } },
    { ...EXAMPLE, document: { sha256: D, size: -1 } },
    { ...EXAMPLE, clock: { ...EXAMPLE.clock, confirmedAt: '2026-11-21' } },
    { ...EXAMPLE, evidence: { ...EXAMPLE.evidence, custodians: [] } },
    { ...EXAMPLE, reading: { ...EXAMPLE.reading, endReached: 2 } },
    { ...EXAMPLE, __proto__: null, signer: [] },
  ])('refuses a wrong or strange member (%#)', (value) => {
    expect(buildManifest(value as unknown as Manifest)).toMatchObject({
      ok: false,
      error: { code: 'EVIDENCE_MANIFEST_INVALID' },
    });
  });
});
