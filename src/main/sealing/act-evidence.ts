import { attemptAsync, must, type Result, toHex } from '../../core/base';
import { encryptAuthEnveloped } from '../../core/cms';
import {
  bindingA,
  bindingB,
  buildManifest,
  buildPayload,
  encodeRawReports,
  type JsonObject,
  MANIFEST_FORMAT,
  type Manifest,
} from '../../core/evidence';
import { encodeIso19794_4 } from '../../core/finger';
import { captureStatistics, conformanceOf, encodeIso19794_7 } from '../../core/ink';
import type { ActCapture, ActFacts } from './act-facts';
import { CAPACITY_WORDS } from './caption';
import type { SealingPorts, SealingTrust } from './ports';

/** M and E of one act, and what binds them. Digests are 32 bytes. */
export interface ActEvidence {
  readonly manifest: Uint8Array;
  readonly envelope: Uint8Array;
  readonly manifestDigest: Uint8Array;
  readonly bindingA: Uint8Array;
  readonly bindingB: Uint8Array;
}

/** Members that are there; `undefined` is not JSON. */
const present = (value: object): JsonObject => JSON.parse(JSON.stringify(value)) as JsonObject;
const rfc3339 = (ms: number): string => new Date(ms).toISOString();

function payloadOf(capture: ActCapture, ports: SealingPorts): Uint8Array {
  const { ink, finger } = capture;
  const statistics = captureStatistics(ink);
  const facts = present({
    device: ink.device,
    area: ink.area,
    statistics,
    conformance: conformanceOf(ink, statistics),
    clocks: {
      host: 'monotonic microseconds of the kiosk',
      wallClockMs: ports.clock.nowMs(),
      hostMonotonicUs: Math.round(ports.clock.monotonicUs()),
    },
    cleared: capture.cleared,
    finger: finger && { device: finger.image.device, quality: finger.quality, dpi: finger.image.dpi },
    fingerSkipped: capture.fingerSkipped,
  });
  const parts = {
    capture: facts,
    pen: must(encodeIso19794_7(ink)),
    penRaw: must(encodeRawReports(capture.reports)),
    ...(finger === undefined ? {} : { finger: must(encodeIso19794_4(finger.image)) }),
  };
  return must(buildPayload(parts, ports.random));
}

const waiverFacts = ({ floor, findings, reason, acceptedAtMs, staffId }: NonNullable<ActCapture['waiver']>) => ({
  floor,
  findings,
  reason,
  acceptedAt: rfc3339(acceptedAtMs),
  acceptedBy: staffId,
});

function penFacts(capture: ActCapture): NonNullable<Manifest['pen']> {
  const { device } = capture.ink;
  const statistics = captureStatistics(capture.ink);
  return present({
    definitionId: device.definitionId,
    definitionVersion: device.definitionVersion,
    vendor: device.vendor,
    product: device.product,
    serial: device.serial,
    firmware: device.firmware,
    transport: device.transport,
    evidenceGrade: device.evidenceGrade,
    samples: statistics.samples,
    strokes: statistics.strokes,
    reports: capture.reports.length,
    durationMs: Math.round(statistics.durationUs / 1000),
    cleared: capture.cleared,
    refused: capture.refused,
    reportsPerSecond: Math.round(statistics.rateHz),
    jitterUs: statistics.jitterUs,
    gaps: statistics.gaps,
    duplicates: statistics.duplicates,
    pressureLevels: statistics.pressureLevels,
    outOfRange: statistics.outOfRange,
    deviceClock: statistics.clock === 'device' ? 1 : 0,
    conformance: conformanceOf(capture.ink, statistics).score,
    lost: statistics.lost,
    lostInStroke: statistics.lostInStroke,
    missingByClock: statistics.missingByClock,
    missingInMotion: statistics.missingInMotion,
    clockFit: statistics.clockFit,
    waiver: capture.waiver && waiverFacts(capture.waiver),
  }) as unknown as NonNullable<Manifest['pen']>;
}

function fingerFacts(finger: NonNullable<ActCapture['finger']>): NonNullable<Manifest['finger']> {
  const { image } = finger;
  const unknown = { definitionId: 'unknown', definitionVersion: '0', vendor: 'unknown', product: 'unknown' };
  const device = image.device ?? { ...unknown, transport: 'replay' };
  return present({
    definitionId: device.definitionId,
    definitionVersion: device.definitionVersion,
    vendor: device.vendor,
    product: device.product,
    serial: 'serial' in device ? device.serial : undefined,
    firmware: 'firmware' in device ? device.firmware : undefined,
    transport: device.transport,
    width: image.width,
    height: image.height,
    dpi: image.dpi,
    quality: finger.quality.score,
    attempts: finger.attempts,
  }) as unknown as NonNullable<Manifest['finger']>;
}

function manifestOf(
  facts: ActFacts,
  capture: ActCapture,
  document: Manifest['document'],
  evidence: Manifest['evidence'],
  nowMs: number,
): Manifest {
  const { basis, identity } = facts;
  return {
    format: MANIFEST_FORMAT,
    act: 'signature',
    task: { id: facts.task.taskId, station: facts.stationId },
    form: facts.form,
    document,
    ...(facts.normalised === undefined ? {} : { normalised: facts.normalised }),
    signer: {
      slot: String(facts.slot),
      capacity: basis.capacity,
      basis: CAPACITY_WORDS[basis.capacity],
      name: basis.name,
      ...(basis.relation === undefined ? {} : { relation: basis.relation }),
    },
    ...(identity === undefined
      ? {}
      : { identity: { method: identity.method, confirmedAt: rfc3339(identity.confirmedAtMs) } }),
    reading: { ...facts.reading, endReached: facts.reading.endReached ? 1 : 0 },
    pen: penFacts(capture),
    ...(capture.finger === undefined ? {} : { finger: fingerFacts(capture.finger) }),
    ...(capture.fingerSkipped === undefined ? {} : { fingerSkipped: capture.fingerSkipped }),
    evidence,
    clock: { confirmedAt: rfc3339(nowMs), ...facts.clock },
    chain: facts.chain,
    previousManifest: facts.previousManifest,
    application: facts.application,
  };
}

/**
 * Builds payload, envelope, bindings and manifest of an act on the document with digest `d0` and `size` bytes
 * (EVIDENCE 1-5, docs/evidence-format.md). The clear payload is wiped before this answers. CMS_*, EVIDENCE_*, INK_*.
 */
export function buildActEvidence(
  facts: ActFacts,
  capture: ActCapture,
  document: { readonly digest: Uint8Array; readonly size: number },
  nowMs: number,
  ports: SealingPorts,
  trust: SealingTrust,
): Promise<Result<ActEvidence>> {
  return attemptAsync(async () => {
    const sha256 = (data: Uint8Array) => ports.digest.hash('SHA-256', data);
    const payload = payloadOf(capture, ports);
    try {
      const envelope = await encryptAuthEnveloped(payload, trust.custodians, ports.envelope);
      const a = bindingA({ documentDigest: document.digest, envelopeDigest: sha256(envelope) }, ports.digest);
      const b = bindingB({ bindingA: a, payloadDigest: sha256(payload) }, ports.digest);
      const evidence = {
        sha256: toHex(sha256(envelope)),
        size: envelope.length,
        bindingA: toHex(a),
        bindingB: toHex(b),
        policy: trust.policyId,
        custodians: trust.custodians.map((custodian) => toHex(sha256(custodian.raw))),
      };
      const stated = { sha256: toHex(document.digest), size: document.size };
      const manifest = must(buildManifest(manifestOf(facts, capture, stated, evidence, nowMs)));
      return { manifest, envelope, manifestDigest: sha256(manifest), bindingA: a, bindingB: b };
    } finally {
      payload.fill(0);
    }
  });
}
