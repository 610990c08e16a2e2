import { concat, must } from '../../src/core/base';
import { extendPades } from '../../src/core/pades';
import { buildCertificateList, type RevokedCertificate } from '../../src/core/pki';
import { timeStampingKey } from '../../src/core/tsp';
import { bufferAccess, nodeDigest, nodeInflate, nodeRandom } from '../../src/platform/node';
import { type DemoHospital, type Party, stamp } from './demo-hospital';

const DAY_MS = 86_400_000;

/** A revocation list of one authority, made now, good for a week. */
export const listOf = (
  issuer: Party,
  nowMs: number,
  revoked: readonly RevokedCertificate[] = [],
): Promise<Uint8Array> =>
  buildCertificateList(
    { thisUpdateMs: nowMs, nextUpdateMs: nowMs + 7 * DAY_MS, number: Math.floor(nowMs / 1000), revoked },
    {
      name: issuer.certificate.subject.raw,
      signer: issuer.signer,
      keyId: issuer.certificate.subjectKeyIdentifier as Uint8Array,
    },
  );

export interface LongTerm {
  readonly level: 'B-LT' | 'B-LTA';
  readonly nowMs?: number;
  /** Default: an empty list of the root and one of the issuing CA. */
  readonly crls?: readonly Uint8Array[];
  readonly ocsps?: readonly Uint8Array[];
  /** Another time-stamp authority, its issuer the hospital's CA. */
  readonly tsa?: Party;
}

/** Brings a file to a long-term level, or renews it, as the server does. */
export async function extend(file: Uint8Array, hospital: DemoHospital, options: LongTerm): Promise<Uint8Array> {
  const nowMs = options.nowMs ?? hospital.nowMs;
  const crls = options.crls ?? [await listOf(hospital.root, nowMs), await listOf(hospital.ca, nowMs)];
  const certificates = [hospital.ca.certificate.raw, hospital.root.certificate.raw];
  const tsa = options.tsa ?? hospital.tsa;
  const key = timeStampingKey(tsa.certificate, [hospital.ca.certificate], tsa.signer, nodeDigest);
  const { tail } = must(
    await extendPades({
      source: bufferAccess(file),
      validationData: { certificates, crls, ocsps: options.ocsps ?? [] },
      ports: { inflate: nodeInflate, random: nodeRandom },
      digest: nodeDigest,
      ...(options.level === 'B-LTA' && {
        timeStamp: async (imprint: Uint8Array) => ({
          ok: true as const,
          value: await stamp({ ...hospital, nowMs }, imprint, key),
        }),
      }),
    }),
  );
  return concat([file, tail]);
}
