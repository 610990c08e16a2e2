import {
  type Clock,
  type Digest,
  must,
  ok,
  type Random,
  type RandomAccess,
  Refusal,
  type Signer,
  type Verifier,
} from '../../core/base';
import { checkEvidence } from '../../core/evidence';
import { extendPades } from '../../core/pades';
import { buildCertificateList, type Certificate } from '../../core/pki';
import { askSources, type SourceFailure } from '../../core/tsp';
import { type ValidationReport, validatePdf } from '../../core/validation';
import { nodeInflate, openFile } from '../../platform/node';
import type { PreservationLevel } from '../store';
import type { TimeSources } from '../tsa';

/** Who issues certificates, and so revocation lists. */
export interface Authority {
  readonly certificate: Certificate;
  readonly signer: Signer;
}

export interface ExtensionPorts {
  readonly timeSources: TimeSources;
  /** Every authority of the hospital that issues certificates, the root first: each answers for its own. */
  readonly authorities: readonly Authority[];
  readonly roots: readonly Certificate[];
  readonly renewDaysBefore: number;
  readonly clock: Clock;
  readonly digest: Digest;
  readonly random: Random;
  readonly verifier: Verifier;
  readonly onSourceFailure: (failure: SourceFailure) => void;
}

const DAY_MS = 86_400_000;
const LIST_LIFETIME_MS = 7 * DAY_MS;

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

/** What is appended to a file to bring it to a level, or to renew it there. Throws a Refusal: TSP_NO_SOURCE, PADES_*, PDF_*. */
export async function extensionOf(
  source: RandomAccess,
  level: PreservationLevel,
  ports: ExtensionPorts,
): Promise<Uint8Array> {
  const { authorities, timeSources, digest, random, onSourceFailure } = ports;
  const validationData = {
    certificates: [...authorities.map(({ certificate }) => certificate), ...timeSources.foreignAnchors].map(
      ({ raw }) => raw,
    ),
    crls: [...(await lists(ports)), ...(await timeSources.revocationLists())],
    ocsps: [],
  };
  const timeStamp = async (imprint: Uint8Array) => {
    const answer = await askSources(imprint, { ...ports, sources: timeSources.sources, onFailure: onSourceFailure });
    return answer.ok ? ok(answer.value.token) : answer;
  };
  const input = { source, validationData, ports: { inflate: nodeInflate, random }, digest };
  return must(await extendPades(level === 'B-LTA' ? { ...input, timeStamp } : input)).tail;
}

/** What our own reader says of a file now. Throws a Refusal for one that cannot be read. */
export async function reportOf(path: string, ports: ExtensionPorts): Promise<ValidationReport> {
  const { roots, timeSources, clock, digest, verifier } = ports;
  const file = await openFile(path);
  try {
    const anchors = { anchors: roots, timeStampAnchors: timeSources.foreignAnchors };
    const options = { ...anchors, nowMs: clock.nowMs(), digest, verifier, inflate: nodeInflate, checkEvidence };
    return must(await validatePdf(file, options));
  } finally {
    await file.close();
  }
}

/** The file must be TOTAL-PASSED and every signature in it at the level, or PRESERVATION_LEVEL is thrown. */
export function requireLevel(report: ValidationReport, level: PreservationLevel): void {
  const signatures = report.signatures.filter((one) => one.level !== 'document-time-stamp');
  if (report.verdict !== 'TOTAL-PASSED' || !signatures.every((one) => one.level === level))
    throw new Refusal('PRESERVATION_LEVEL', signatures.map((one) => one.level).join(' '));
}

/**
 * When the newest document time-stamp needs another over it: so many days before its certificate ends (EN 319 142-1
 * 5.4.3). null for a file without one.
 */
export function renewAtMs({ signatures }: ValidationReport, renewDaysBefore: number): number | null {
  const newest = signatures.filter((one) => one.level === 'document-time-stamp').at(-1);
  if (newest?.certificate == null) return null;
  return Date.parse(newest.certificate.notAfter) - renewDaysBefore * DAY_MS;
}
