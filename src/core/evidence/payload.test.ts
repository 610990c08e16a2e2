import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nodeDigest, nodeRandom } from '../../platform/node';
import { must } from '../base';
import { bindingB } from './binding';
import { buildPayload, readPayload, verifyPayload } from './payload';
import { decodeRawReports, encodeRawReports } from './raw-reports';

const report = fc.record(
  {
    hostTimeUs: fc.nat(),
    deviceTime: fc.nat(),
    bytes: fc.uint8Array({ maxLength: 64 }),
  },
  { requiredKeys: ['hostTimeUs', 'bytes'] },
);

describe('raw reports', () => {
  it('read back what they wrote', () => {
    fc.assert(
      fc.property(fc.array(report), (list) => {
        const plain = list.map((one) => ({ ...one }));
        expect(must(decodeRawReports(must(encodeRawReports(list))))).toEqual(plain);
      }),
    );
  });

  it('refuse every truncation and any left-over byte', () => {
    const bytes = must(
      encodeRawReports([
        { hostTimeUs: 1, bytes: Uint8Array.of(1, 2) },
        { hostTimeUs: 2, deviceTime: 9, bytes: Uint8Array.of(3) },
      ]),
    );
    for (let length = 0; length < bytes.length; length++)
      expect(decodeRawReports(bytes.subarray(0, length)).ok, `${length} bytes`).toBe(false);
    expect(decodeRawReports(Uint8Array.from([...bytes, 0])).ok).toBe(false);
  });

  it('answer any bytes with a code', () => {
    fc.assert(fc.property(fc.uint8Array(), (bytes) => typeof decodeRawReports(bytes).ok === 'boolean'));
  });
});

describe('payload', () => {
  const parts = {
    capture: { device: 'stu-430' },
    pen: Uint8Array.of(1),
    penRaw: Uint8Array.of(2),
    finger: Uint8Array.of(3),
  };

  it('holds its members in the fixed order, with a fresh salt', () => {
    const first = must(buildPayload(parts, nodeRandom));
    const opened = must(readPayload(first));
    expect(opened.entries.map((entry) => entry.name)).toEqual([
      'capture.json',
      'pen.19794-7',
      'pen.raw',
      'finger.19794-4',
    ]);
    expect(opened.capture).toMatchObject({ format: 'InkWitness/capture/1', device: 'stu-430' });
    expect(must(buildPayload(parts, nodeRandom))).not.toEqual(first);
  });

  it('keeps format and salt for itself', () => {
    expect(buildPayload({ capture: { salt: '00' } }, nodeRandom)).toMatchObject({
      ok: false,
      error: { code: 'EVIDENCE_CAPTURE_INVALID' },
    });
  });

  it('is recognised by B and by nothing else', () => {
    const payload = must(buildPayload(parts, nodeRandom));
    const a = nodeDigest.hash('SHA-256', Uint8Array.of(1));
    const b = bindingB({ bindingA: a, payloadDigest: nodeDigest.hash('SHA-256', payload) }, nodeDigest);
    expect(verifyPayload(payload, { bindingA: a, bindingB: b }, nodeDigest).ok).toBe(true);
    const changed = payload.slice();
    changed[512] = (changed[512] as number) ^ 1;
    expect(verifyPayload(changed, { bindingA: a, bindingB: b }, nodeDigest)).toMatchObject({
      ok: false,
      error: { code: 'EVIDENCE_BINDING_MISMATCH' },
    });
  });
});
