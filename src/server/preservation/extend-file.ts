import { Readable } from 'node:stream';
import {
  type Clock,
  type Digest,
  err,
  must,
  type Random,
  Refusal,
  type Result,
  type Signer,
  type Verifier,
} from '../../core/base';
import { checkEvidence } from '../../core/evidence';
import { extendPades } from '../../core/pades';
import { buildCertificateList, type Certificate } from '../../core/pki';
import { encodeTimeStampReq, nonceFrom, parseTimeStampResp, verifyTimeStampToken } from '../../core/tsp';
import { type SignatureReport, validatePdf } from '../../core/validation';
import { nodeInflate, openFile } from '../../platform/node';
import type { ObjectStore, Received } from '../archive';
import type { SecondReader } from '../second-reader';
import type { PreservationLevel } from '../store';
import type { TimeStampUnit } from '../tsa';

/** Who issues certificates, and so revocation lists. */
export interface Authority {
  readonly certificate: Certificate;
  readonly signer: Signer;
}

export interface ExtensionPorts {
  readonly level: PreservationLevel;
  readonly archive: ObjectStore;
  readonly secondReader: SecondReader;
  /** Keeps a file about which two readers disagree. */
  readonly hold: (received: Received, what: string) => Promise<void>;
  readonly timeStampUnit: TimeStampUnit;
  /** Every authority of the hospital that issues certificates, the root first: each answers for its own. */
  readonly authorities: readonly Authority[];
  readonly roots: readonly Certificate[];
  readonly clock: Clock;
  readonly digest: Digest;
  readonly random: Random;
  readonly verifier: Verifier;
}

const LIST_LIFETIME_MS = 7 * 86_400_000;

/** A list of each authority, made now: younger than every time-stamp in the file. Nothing was revoked so far. */
const lists = ({ authorities, clock }: ExtensionPorts): Promise<Uint8Array[]> => {
  const nowMs = clock.nowMs();
  const period = { thisUpdateMs: nowMs, nextUpdateMs: nowMs + LIST_LIFETIME_MS, number: Math.floor(nowMs / 1000) };
  return Promise.all(
    authorities.map(({ certificate, signer }) => {
      const keyId = certificate.subjectKeyIdentifier;
      if (keyId === undefined) throw new TypeError('an authority has no subjectKeyIdentifier');
      return buildCertificateList({ ...period, revoked: [] }, { name: certificate.subject.raw, signer, keyId });
    }),
  );
};

/** A token of the hospital's own unit, asked and verified as if it came from outside. */
async function stamp(imprint: Uint8Array, ports: ExtensionPorts): Promise<Result<Uint8Array>> {
  const { timeStampUnit, random, roots, verifier, digest } = ports;
  const nonce = nonceFrom(random.bytes(8));
  const messageImprint = { hashAlgorithm: 'SHA-256' as const, hashedMessage: imprint };
  const answer = await timeStampUnit.answer(encodeTimeStampReq({ messageImprint, nonce, certReq: true }));
  const response = parseTimeStampResp(answer.response);
  if (!response.ok) return response;
  const { token } = response.value;
  if (token === undefined) return err('PRESERVATION_NO_TIME', answer.failInfo);
  const verified = verifyTimeStampToken({ token, imprint: messageImprint, nonce, anchors: roots, verifier, digest });
  return verified.ok ? { ok: true, value: token } : verified;
}

/** The extended file must be TOTAL-PASSED and every signature in it at the level; answers what was found of each. */
async function judge(
  path: string,
  { level, roots, clock, digest, verifier }: ExtensionPorts,
): Promise<readonly SignatureReport[]> {
  const file = await openFile(path);
  try {
    const options = { anchors: roots, nowMs: clock.nowMs(), digest, verifier, inflate: nodeInflate, checkEvidence };
    const report = must(await validatePdf(file, options));
    const signatures = report.signatures.filter((one) => one.level !== 'document-time-stamp');
    if (report.verdict !== 'TOTAL-PASSED' || !signatures.every((one) => one.level === level))
      throw new Refusal('PRESERVATION_LEVEL', signatures.map((one) => one.level).join(' '));
    return report.signatures;
  } finally {
    await file.close();
  }
}

async function* bytesOf(archive: ObjectStore, sha256: string, tail: Uint8Array): AsyncGenerator<Uint8Array> {
  yield* archive.read(sha256) as AsyncIterable<Uint8Array>;
  yield tail;
}

/**
 * Makes the extended copy of an archived file: the same bytes, the validation data, and for B-LTA a document time-stamp;
 * verified, read again by the second reader, durable, not yet in its place. Throws a Refusal: PRESERVATION_*,
 * SECOND_READER_*, and the codes of the core rooms.
 */
export async function extendFile(sha256: string, ports: ExtensionPorts): Promise<Received> {
  const { archive, level, authorities, digest, random } = ports;
  const source = await openFile(archive.pathOf(sha256));
  let tail: Uint8Array;
  try {
    const validationData = {
      certificates: authorities.map(({ certificate }) => certificate.raw),
      crls: await lists(ports),
      ocsps: [],
    };
    const timeStamp = (imprint: Uint8Array) => stamp(imprint, ports);
    const input = { source, validationData, ports: { inflate: nodeInflate, random }, digest };
    tail = must(await extendPades(level === 'B-LTA' ? { ...input, timeStamp } : input)).tail;
  } finally {
    await source.close();
  }
  const copy = Readable.from(bytesOf(archive, sha256, tail));
  const received = must(await archive.receive(copy, { maxBytes: Number.MAX_SAFE_INTEGER }));
  try {
    const claims = await judge(received.path, ports);
    const before = { path: archive.pathOf(sha256), size: source.size };
    const opinion = await ports.secondReader.read({ path: received.path, source: before, claims, foreignUpTo: 0 });
    if (!opinion.ok && opinion.error.code === 'SECOND_READER_DISAGREES')
      await ports.hold(received, opinion.error.detail ?? '');
    must(opinion);
    return received;
  } catch (error) {
    await received.discard();
    throw error;
  }
}
