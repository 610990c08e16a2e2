import type { Reason, SignatureReport, ValidationReport } from '../types';
import { constraintsOf } from './constraints';
import { certificateId, DOCUMENT_ID, proofAt, referTo, sha256Value, timeStampId, validationObjects } from './objects';
import type {
  CertificateChain,
  EtsiValidationReport,
  SignatureAttributes,
  SignatureValidationReport,
  TypedData,
  ValidationReportData,
  ValidationTimeInfo,
  ValidatorName,
} from './types';
import {
  algorithmUri,
  LEVELS,
  MAIN_INDICATIONS,
  PROCESSES,
  PROOF_BY_VALIDATION,
  REPORT_DATA,
  subIndicationUri,
} from './uris';

/** What a report is about, and who judged it when. */
export interface JudgedFile {
  /** When it was judged, or as of when. Milliseconds since 1970. */
  readonly judgedAtMs: number;
  /** SHA-256 of the whole file, hex. */
  readonly sha256: string;
  /** Bytes. */
  readonly size: number;
  readonly validator: ValidatorName;
}

const reasonData = ({ code, indication, subIndication, detail }: Reason): TypedData => ({
  Type: REPORT_DATA.reason,
  Value: {
    Code: code,
    ...(indication && { MainIndication: MAIN_INDICATIONS[indication] }),
    ...(subIndication && { SubIndication: subIndicationUri(subIndication) }),
    ...(detail !== undefined && { Detail: detail }),
  },
});

function chainOf({ path, certificate }: SignatureReport): CertificateChain | undefined {
  const [leaf = certificate, ...above] = path;
  if (!leaf) return undefined;
  const anchor = above.at(-1);
  const between = above.slice(0, -1).map((one) => referTo(certificateId(one)));
  return {
    SigningCertificate: referTo(certificateId(leaf)),
    ...(between.length > 0 && { IntermediateCertificate: between }),
    ...(anchor && { TrustAnchor: referTo(certificateId(anchor)) }),
  };
}

/** Clause 4.3.12.6: of the certificate that the path names revoked; the reason carries the time. */
function revocationOf(signature: SignatureReport): ValidationReportData['RevocationStatusInformation'] {
  const said = signature.reasons.find(({ code }) => code === 'VALIDATION_REVOKED');
  const [leaf, issuer] = signature.path;
  const who = said?.subIndication === 'REVOKED_CA_NO_POE' ? issuer : leaf;
  const revokedAtMs = Date.parse(said?.detail ?? '');
  if (!who || Number.isNaN(revokedAtMs)) return undefined;
  return { ValidationObjectId: referTo(certificateId(who)), RevocationTime: new Date(revokedAtMs).toISOString() };
}

/** What the standard has no element for, in our terms. */
const ownData = (signature: SignatureReport): TypedData[] => [
  ...signature.reasons.map(reasonData),
  { Type: REPORT_DATA.revocation, Value: signature.revocation },
  { Type: REPORT_DATA.laterRevisions, Value: { Kind: signature.modifications, Changes: signature.changes } },
  {
    Type: REPORT_DATA.revision,
    Value: { Size: signature.signedSize, CoversWholeFile: signature.coversWholeFile, DocMDP: signature.certification },
  },
  { Type: REPORT_DATA.evidence, Value: { State: signature.evidence.state, ...signature.evidence.facts } },
];

function dataOf(signature: SignatureReport): ValidationReportData {
  const chain = chainOf(signature);
  const revocation = revocationOf(signature);
  const weak = signature.reasons.some(({ subIndication }) => subIndication?.startsWith('CRYPTO_CONSTRAINTS'));
  return {
    ...(chain?.TrustAnchor && { TrustAnchor: chain.TrustAnchor }),
    ...(chain && { CertificateChain: chain }),
    ...(signature.timeStamps.length > 0 && {
      RelatedValidationObject: [referTo(...signature.timeStamps.map(timeStampId))],
    }),
    ...(revocation && { RevocationStatusInformation: revocation }),
    ...(chain &&
      signature.algorithm && {
        CryptoInformation: {
          ValidationObjectId: chain.SigningCertificate,
          Algorithm: algorithmUri(signature.algorithm),
          SecureAlgorithm: !weak,
        },
      }),
    AdditionalValidationReportData: { ReportData: ownData(signature) },
  };
}

/** EN 319 102-1 5.5.4: what is proven, or else the time of validation. */
function timeInfo(signature: SignatureReport, judgedAt: string): ValidationTimeInfo {
  const proven = signature.timeSource === 'time-stamp' ? signature.signingTime : null;
  const by = signature.timeStamps.find(({ time }) => time === proven);
  return {
    ValidationTime: judgedAt,
    BestSignatureTime: {
      POETime: proven ?? judgedAt,
      TypeOfProof: PROOF_BY_VALIDATION,
      ...(by && { POEObject: referTo(timeStampId(by)) }),
    },
  };
}

/** Annex A. Everything inside the ByteRange is signed; a time-stamp stands outside. */
function attributesOf(signature: SignatureReport): SignatureAttributes {
  const { claimedTime, certificate, subFilter, byteRange, timeStamps } = signature;
  const stamps = (kind: 'signature' | 'document') =>
    timeStamps
      .filter((one) => one.kind === kind)
      .map((one) => ({ Signed: false, AttributeObject: [referTo(timeStampId(one))], TimeStampValue: one.time }));
  const [own, archive] = [stamps('signature'), stamps('document')];
  return {
    ...(claimedTime !== null && { SigningTime: [{ Signed: true, Time: claimedTime }] }),
    ...(certificate && {
      SigningCertificate: [
        {
          Signed: true,
          AttributeObject: [referTo(certificateId(certificate))],
          CertID: [sha256Value(certificate.sha256)],
        },
      ],
    }),
    ...(own.length > 0 && { SignatureTimeStamp: own }),
    ...(archive.length > 0 && { DocTimeStamp: archive }),
    ...(subFilter !== null && { SubFilter: [{ Signed: true, SubFilterElement: subFilter }] }),
    ...(byteRange && { ByteRange: byteRange }),
  };
}

const processOf = ({ archiveTime, timeSource }: SignatureReport): string =>
  archiveTime !== null ? PROCESSES.archive : timeSource === 'time-stamp' ? PROCESSES.time : PROCESSES.basic;

function reportOfOne(signature: SignatureReport, index: number, judgedAt: string, file: JudgedFile) {
  const { verdict, subIndication, level, signer, evidence, documentDigest } = signature;
  const leaf = signature.path[0] ?? signature.certificate;
  const levelUri = LEVELS[level];
  const name = (evidence.state === 'intact' ? evidence.facts?.signerName : undefined) ?? signer;
  return {
    SignatureIdentifier: {
      id: `S-${index + 1}`,
      HashOnly: false,
      DocHashOnly: false,
      OtherInformation: { PAdESFieldName: signature.field },
    },
    ValidationConstraintsEvaluationReport: { ValidationConstraint: constraintsOf(signature) },
    ValidationTimeInfo: timeInfo(signature, judgedAt),
    SignersDocument: {
      DigestAlgAndValue: sha256Value(documentDigest ?? file.sha256),
      SignersDocumentRepresentation: referTo(DOCUMENT_ID),
    },
    SignatureAttributes: attributesOf(signature),
    ...(leaf && {
      SignerInformation: { SignerCertificate: referTo(certificateId(leaf)), ...(name && { Signer: name }) },
    }),
    ...(levelUri && { SignatureQuality: { SignatureQualityInformation: [levelUri] } }),
    SignatureValidationProcess: { SignatureValidationProcessID: processOf(signature) },
    SignatureValidationStatus: {
      MainIndication: MAIN_INDICATIONS[verdict],
      ...(subIndication && { SubIndication: [subIndicationUri(subIndication)] }),
      AssociatedValidationReportData: [dataOf(signature)],
    },
  } satisfies SignatureValidationReport;
}

/** A file without a signature: the one report that the schema asks for says so. */
function reportOfNone(report: ValidationReport, judgedAt: string, file: JudgedFile): SignatureValidationReport {
  const subs = report.reasons.flatMap(({ subIndication }) => (subIndication ? [subIndicationUri(subIndication)] : []));
  return {
    ValidationTimeInfo: {
      ValidationTime: judgedAt,
      BestSignatureTime: { POETime: judgedAt, TypeOfProof: PROOF_BY_VALIDATION },
    },
    SignersDocument: { DigestAlgAndValue: sha256Value(file.sha256) },
    SignatureValidationProcess: { SignatureValidationProcessID: PROCESSES.basic },
    SignatureValidationStatus: {
      MainIndication: MAIN_INDICATIONS[report.verdict],
      ...(subs.length > 0 && { SubIndication: subs }),
      AssociatedValidationReportData: [
        { AdditionalValidationReportData: { ReportData: report.reasons.map(reasonData) } },
      ],
    },
  };
}

/**
 * The report in the terms of ETSI TS 119 102-2 (as JSON, docs/adr/0019): a projection, nothing is judged anew. What
 * concerns the whole file stands with every signature, as in the report it comes from.
 */
export function etsiReport(report: ValidationReport, file: JudgedFile): EtsiValidationReport {
  const judgedAt = new Date(file.judgedAtMs).toISOString();
  const objects = validationObjects(report, file.sha256, proofAt(report, judgedAt));
  return {
    SignatureValidationReport:
      report.signatures.length === 0
        ? [reportOfNone(report, judgedAt, file)]
        : report.signatures.map((one, index) => reportOfOne(one, index, judgedAt, file)),
    SignatureValidationObjects: { ValidationObject: objects },
    SignatureValidator: { DigitalId: [{ Other: file.validator }] },
  };
}
