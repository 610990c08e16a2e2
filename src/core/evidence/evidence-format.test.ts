import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { nodeDigest } from '../../platform/node';
import { latin1, must, toHex, utf8 } from '../base';
import { bindingA, bindingB } from './binding';
import { EventChain } from './event-chain';
import { buildManifest } from './manifest';
import { buildPayload } from './payload';
import { encodeRawReports } from './raw-reports';

/** The inputs of the worked example in docs/evidence-format.md, section 8. */
const sha256 = (data: Uint8Array): Uint8Array => nodeDigest.hash('SHA-256', data);
const salt = { bytes: (length: number) => Uint8Array.from({ length }, (_, index) => index) };
const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

function workedExample(): string[] {
  const document = latin1('%PDF-1.7 example\n');
  const penRaw = must(
    encodeRawReports([
      { hostTimeUs: 1000, deviceTime: 5, bytes: Uint8Array.of(0xa1, 0xb2) },
      { hostTimeUs: 6000, bytes: Uint8Array.of(0xc3) },
    ]),
  );
  const payload = must(
    buildPayload({ capture: { device: 'example' }, pen: latin1('pen'), penRaw, finger: latin1('finger') }, salt),
  );
  const envelope = latin1('stands for the CMS envelope');
  const documentDigest = sha256(document);
  const a = bindingA({ documentDigest, envelopeDigest: sha256(envelope) }, nodeDigest);
  const b = bindingB({ bindingA: a, payloadDigest: sha256(payload) }, nodeDigest);
  const chain = new EventChain(nodeDigest);
  const at = Date.UTC(2026, 10, 21, 6, 5, 0, 123);
  const events = [
    must(chain.append({ atMs: at, kind: 'task-received', data: { pages: 3 } })).line,
    must(chain.append({ atMs: at + 1000, kind: 'confirmed', data: {} })).line,
  ];
  const manifest = must(
    buildManifest({
      format: 'InkWitness/manifest/1',
      act: 'signature',
      task: { id: 'task-1' },
      form: { kind: 'surgery', id: 'F-01', version: '3', title: '手术知情同意书' },
      document: { sha256: toHex(documentDigest), size: document.length },
      signer: { slot: 'patient', capacity: 'patient' },
      reading: { pages: 3, pagesShown: 3, endReached: 1 },
      evidence: {
        sha256: toHex(sha256(envelope)),
        size: envelope.length,
        bindingA: toHex(a),
        bindingB: toHex(b),
        policy: 'default',
        custodians: [toHex(sha256(utf8('custodian 1'))), toHex(sha256(utf8('custodian 2')))],
      },
      clock: { confirmedAt: '2026-11-21T06:05:01.123Z', source: 'station', offsetMs: null },
      chain: { head: chain.head.head, length: chain.head.length },
      previousManifest: null,
      application: { name: 'InkWitness', version: '0.1.0', build: toHex(sha256(utf8('build'))) },
    }),
  );
  return [
    `pen.raw = ${toHex(penRaw)}`,
    `capture.json = ${text(payload.subarray(512, 512 + text(payload.subarray(512, 1024)).indexOf('\0')))}`,
    `payload length = ${payload.length}`,
    `SHA-256(payload) = ${toHex(sha256(payload))}`,
    `D0 = ${toHex(documentDigest)}`,
    `SHA-256(E) = ${toHex(sha256(envelope))}`,
    `A = ${toHex(a)}`,
    `B = ${toHex(b)}`,
    `event 0 = ${text(events[0] as Uint8Array)}`,
    `event 1 = ${text(events[1] as Uint8Array)}`,
    `chain head = ${chain.head.head}`,
    `M = ${text(manifest)}`,
    `SHA-256(M) = ${toHex(sha256(manifest))}`,
  ];
}

it('is the worked example of docs/evidence-format.md, byte for byte', () => {
  const page = readFileSync(new URL('../../../docs/evidence-format.md', import.meta.url), 'utf8');
  const block = page.slice(page.indexOf('```worked-example\n') + '```worked-example\n'.length).split('\n```')[0];
  expect(block).toBe(workedExample().join('\n'));
});
