/**
 * ETSI TS 119 102-2 V1.4.1 in JSON. Names, order and nesting are those of its XML schema; what may repeat there is a
 * list here, an attribute is a member of the same name, xs:dateTime is RFC 3339 in UTC, xs:base64Binary is base64.
 */
export interface EtsiValidationReport {
  readonly SignatureValidationReport: readonly SignatureValidationReport[];
  readonly SignatureValidationObjects?: { readonly ValidationObject: readonly ValidationObject[] };
  readonly SignatureValidator: { readonly DigitalId: readonly [{ readonly Other: ValidatorName }] };
}

/** Name and version of the program that judged; it signs nothing. */
export interface ValidatorName {
  readonly Name: string;
  readonly Version: string;
}

/** Clause 4.3. */
export interface SignatureValidationReport {
  readonly SignatureIdentifier?: SignatureIdentifier;
  readonly ValidationConstraintsEvaluationReport?: { readonly ValidationConstraint: readonly ValidationConstraint[] };
  readonly ValidationTimeInfo: ValidationTimeInfo;
  readonly SignersDocument: SignersDocument;
  readonly SignatureAttributes?: SignatureAttributes;
  readonly SignerInformation?: { readonly SignerCertificate: VOReference; readonly Signer?: string };
  readonly SignatureQuality?: { readonly SignatureQualityInformation: readonly string[] };
  readonly SignatureValidationProcess: { readonly SignatureValidationProcessID: string };
  readonly SignatureValidationStatus: ValidationStatus;
}

/** Ids of validation objects of this report. */
export interface VOReference {
  readonly VOReference: readonly string[];
}

export interface DigestAlgAndValue {
  readonly DigestMethod: { readonly Algorithm: string };
  readonly DigestValue: string;
}

export interface SignatureIdentifier {
  readonly id: string;
  readonly HashOnly: false;
  readonly DocHashOnly: false;
  /** Clause 4.2.3 (signature reference): the signature field's name. */
  readonly OtherInformation: { readonly PAdESFieldName: string };
}

export interface TypedData {
  readonly Type: string;
  readonly Value: unknown;
}

export interface ValidationConstraint {
  readonly ValidationConstraintIdentifier: string;
  readonly ConstraintStatus: { readonly Status: string };
  /** Absent where the validation did not get that far. */
  readonly ValidationStatus?: Pick<ValidationStatus, 'MainIndication' | 'SubIndication'>;
}

export interface ProofOfExistence {
  readonly POETime: string;
  readonly TypeOfProof: string;
  readonly POEObject?: VOReference;
}

export interface ValidationTimeInfo {
  readonly ValidationTime: string;
  readonly BestSignatureTime: ProofOfExistence;
}

export interface SignersDocument {
  readonly DigestAlgAndValue: DigestAlgAndValue;
  readonly SignersDocumentRepresentation?: VOReference;
}

interface Attribute {
  readonly Signed?: boolean;
  readonly AttributeObject?: readonly VOReference[];
}

/** Annex A: those that a PDF signature has. */
export interface SignatureAttributes {
  readonly SigningTime?: readonly (Attribute & { readonly Time: string })[];
  readonly SigningCertificate?: readonly (Attribute & { readonly CertID: readonly DigestAlgAndValue[] })[];
  readonly SignatureTimeStamp?: readonly (Attribute & { readonly TimeStampValue: string })[];
  readonly DocTimeStamp?: readonly (Attribute & { readonly TimeStampValue: string })[];
  readonly SubFilter?: readonly (Attribute & { readonly SubFilterElement: string })[];
  readonly ByteRange?: readonly number[];
}

export interface CertificateChain {
  readonly SigningCertificate: VOReference;
  readonly IntermediateCertificate?: readonly VOReference[];
  readonly TrustAnchor?: VOReference;
}

/** Clause 4.3.12: what the status rests on. */
export interface ValidationReportData {
  readonly TrustAnchor?: VOReference;
  readonly CertificateChain?: CertificateChain;
  readonly RelatedValidationObject?: readonly VOReference[];
  readonly RevocationStatusInformation?: { readonly ValidationObjectId: VOReference; readonly RevocationTime: string };
  readonly CryptoInformation?: {
    readonly ValidationObjectId: VOReference;
    readonly Algorithm: string;
    readonly SecureAlgorithm: boolean;
  };
  readonly AdditionalValidationReportData?: { readonly ReportData: readonly TypedData[] };
}

export interface ValidationStatus {
  readonly MainIndication: string;
  readonly SubIndication?: readonly string[];
  readonly AssociatedValidationReportData?: readonly ValidationReportData[];
}

/** Clause 4.4. The objects stand in the file that was judged; here they are named by their digests. */
export interface ValidationObject {
  readonly id: string;
  readonly ObjectType: string;
  readonly ValidationObjectRepresentation: { readonly DigestAlgAndValue: DigestAlgAndValue };
  readonly POE: ProofOfExistence;
  /** Of a time-stamp: what it proves to have existed. */
  readonly POEProvisioning?: {
    readonly POETime: string;
    readonly SignatureReference: readonly { readonly PAdESFieldName: string }[];
  };
}
