import { fromHex, toBase64 } from '../../base';
import type { CertificateFacts, SignatureReport, TimeStampFacts, ValidationReport } from '../types';
import type { DigestAlgAndValue, ProofOfExistence, ValidationObject, VOReference } from './types';
import { OBJECT_TYPES, PROOF_BY_VALIDATION, SHA256_URI } from './uris';

/** `hex`: a SHA-256 digest. */
export const sha256Value = (hex: string): DigestAlgAndValue => ({
  DigestMethod: { Algorithm: SHA256_URI },
  DigestValue: toBase64(fromHex(hex) ?? new Uint8Array()),
});

/** Objects are known by their digest: the same one, met twice, is one. */
export const certificateId = ({ sha256 }: CertificateFacts): string => `C-${sha256}`;
export const timeStampId = ({ sha256 }: TimeStampFacts): string => `T-${sha256}`;
export const DOCUMENT_ID = 'D-1';

export const referTo = (...ids: readonly string[]): VOReference => ({ VOReference: ids });

type Proof = (existedAt: string | null) => ProofOfExistence;

/** What is proven by a document time-stamp points to it; anything else is only known to exist when judged. */
export const proofAt =
  (report: ValidationReport, judgedAt: string): Proof =>
  (existedAt) => {
    const stamps = report.signatures.flatMap(({ timeStamps }) => timeStamps);
    const by = stamps.find(({ kind, time }) => kind === 'document' && time === existedAt);
    return {
      POETime: existedAt ?? judgedAt,
      TypeOfProof: PROOF_BY_VALIDATION,
      ...(by && { POEObject: referTo(timeStampId(by)) }),
    };
  };

const objectOf = (id: string, ObjectType: string, sha256: string, POE: ProofOfExistence): ValidationObject => ({
  id,
  ObjectType,
  ValidationObjectRepresentation: { DigestAlgAndValue: sha256Value(sha256) },
  POE,
});

/** Fields that a time-stamp proves to have existed: its own signature's, or all that it covers. */
const provenBy = (stamp: TimeStampFacts, of: SignatureReport, all: readonly SignatureReport[]): string[] =>
  stamp.kind === 'signature'
    ? [of.field]
    : all
        .filter((one) => one !== of && (one.signedSize ?? Number.POSITIVE_INFINITY) < (of.signedSize ?? 0))
        .map(({ field }) => field);

function objectsOf(of: SignatureReport, all: readonly SignatureReport[], proof: Proof): ValidationObject[] {
  const certificates = [
    ...of.path,
    ...(of.certificate ? [of.certificate] : []),
    ...of.timeStamps.flatMap((t) => t.path),
  ];
  const stamps = of.timeStamps.map((stamp) => {
    const fields = provenBy(stamp, of, all);
    const object = objectOf(timeStampId(stamp), OBJECT_TYPES.timestamp, stamp.sha256, proof(of.archiveTime));
    const provided = { POETime: stamp.time, SignatureReference: fields.map((name) => ({ PAdESFieldName: name })) };
    return fields.length > 0 ? { ...object, POEProvisioning: provided } : object;
  });
  return [
    ...stamps,
    ...certificates.map((one) =>
      objectOf(certificateId(one), OBJECT_TYPES.certificate, one.sha256, proof(of.archiveTime)),
    ),
  ];
}

/** Clause 4.4: the document, then time-stamps, certificates and revocation data, each once, with its oldest proof. */
export function validationObjects(report: ValidationReport, documentSha256: string, proof: Proof): ValidationObject[] {
  const found = [
    objectOf(DOCUMENT_ID, OBJECT_TYPES.signedData, documentSha256, proof(null)),
    ...report.signatures.flatMap((one) => objectsOf(one, report.signatures, proof)),
    ...report.revocationData.map((one) =>
      objectOf(`R-${one.sha256}`, OBJECT_TYPES[one.kind], one.sha256, proof(one.existedAt)),
    ),
  ];
  const byId = new Map<string, ValidationObject>();
  for (const one of found) {
    const before = byId.get(one.id);
    if (before === undefined || one.POE.POETime < before.POE.POETime) byId.set(one.id, one);
  }
  return [...byId.values()];
}
