import type { SignatureAlgorithm } from '../../base';
import type { Indication, SignatureLevel, SubIndication } from '../types';

/** TS 119 102-2 4.3.4.2: of a signature. */
export const MAIN_INDICATIONS: Readonly<Record<Indication, string>> = {
  'TOTAL-PASSED': 'urn:etsi:019102:mainindication:total-passed',
  INDETERMINATE: 'urn:etsi:019102:mainindication:indeterminate',
  'TOTAL-FAILED': 'urn:etsi:019102:mainindication:total-failed',
};

/** TS 119 102-2 4.3.4.2: of a single constraint. */
export const CONSTRAINT_INDICATIONS: Readonly<Record<Indication, string>> = {
  'TOTAL-PASSED': 'urn:etsi:019102:mainindication:passed',
  INDETERMINATE: 'urn:etsi:019102:mainindication:indeterminate',
  'TOTAL-FAILED': 'urn:etsi:019102:mainindication:failed',
};

/** TS 119 102-2 4.3.4.3, table 2: the name behind one prefix. */
export const subIndicationUri = (name: SubIndication): string => `urn:etsi:019102:subindication:${name}`;

/** TS 119 102-2 4.3.5.4.2. A constraint that was not reached is disabled, not passed. */
export const CONSTRAINT_STATUS = {
  applied: 'urn:etsi:019102:constraintStatus:applied',
  disabled: 'urn:etsi:019102:constraintStatus:disabled',
} as const;

/** TS 119 102-2 4.3.11.1: EN 319 102-1 clauses 5.3, 5.5 and 5.6. */
export const PROCESSES = {
  basic: 'urn:etsi:019102:validationprocess:Basic',
  time: 'urn:etsi:019102:validationprocess:LTVM',
  archive: 'urn:etsi:019102:validationprocess:LTA',
} as const;

/** TS 119 102-2 4.4.4. */
export const OBJECT_TYPES = {
  certificate: 'urn:etsi:019102:validationObject:certificate',
  CRL: 'urn:etsi:019102:validationObject:CRL',
  OCSPResponse: 'urn:etsi:019102:validationObject:OCSPResponse',
  timestamp: 'urn:etsi:019102:validationObject:timestamp',
  signedData: 'urn:etsi:019102:validationObject:signedData',
} as const;

/** TS 119 102-2 4.4.6.2: found in the course of validation. */
export const PROOF_BY_VALIDATION = 'urn:etsi:019102:poetype:validation';

/** ETSI TS 119 192: levels of baseline signatures. */
export const LEVELS: Readonly<Partial<Record<SignatureLevel, string>>> = {
  'B-B': 'http://uri.etsi.org/ades/191x2/level/baseline/B-B#',
  'B-T': 'http://uri.etsi.org/ades/191x2/level/baseline/B-T#',
  'B-LT': 'http://uri.etsi.org/ades/191x2/level/baseline/B-LT#',
  'B-LTA': 'http://uri.etsi.org/ades/191x2/level/baseline/B-LTA#',
};

/** XML Encryption 5.8.2. */
export const SHA256_URI = 'http://www.w3.org/2001/04/xmlenc#sha256';

/** RFC 9231 2.3; an algorithm without a URI of its own is named by ours. */
const ALGORITHMS: Readonly<Partial<Record<SignatureAlgorithm, string>>> = {
  'ecdsa-SHA1': 'http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha1',
  'ecdsa-SHA256': 'http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256',
  'ecdsa-SHA384': 'http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha384',
  'ecdsa-SHA512': 'http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha512',
  'rsa-pkcs1-MD5': 'http://www.w3.org/2001/04/xmldsig-more#rsa-md5',
  'rsa-pkcs1-SHA1': 'http://www.w3.org/2000/09/xmldsig#rsa-sha1',
  'rsa-pkcs1-SHA256': 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
  'rsa-pkcs1-SHA384': 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha384',
  'rsa-pkcs1-SHA512': 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha512',
  'rsa-pss-SHA256': 'http://www.w3.org/2007/05/xmldsig-more#sha256-rsa-MGF1',
  'rsa-pss-SHA384': 'http://www.w3.org/2007/05/xmldsig-more#sha384-rsa-MGF1',
  'rsa-pss-SHA512': 'http://www.w3.org/2007/05/xmldsig-more#sha512-rsa-MGF1',
};
export const algorithmUri = (algorithm: SignatureAlgorithm): string =>
  ALGORITHMS[algorithm] ?? `urn:inkwitness:algorithm:${algorithm}`;

/** What the standard has no place for: values of AdditionalValidationReportData. */
export const REPORT_DATA = {
  reason: 'urn:inkwitness:report:reason',
  revocation: 'urn:inkwitness:report:revocation',
  laterRevisions: 'urn:inkwitness:report:later-revisions',
  evidence: 'urn:inkwitness:report:evidence',
  revision: 'urn:inkwitness:report:signed-revision',
} as const;
