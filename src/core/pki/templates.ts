import { KEY_PURPOSES, type KeyUsage } from './oids';

/** What a certificate of one role looks like. Data: a new role is a new entry, not new code. */
export interface CertificateTemplate {
  readonly basicConstraints?: { readonly ca: true; readonly pathLength?: number };
  /** By kind of the subject's key: RSA custodians are sent keys, EC custodians agree on them (RFC 5280 4.2.1.3). */
  readonly keyUsage: { readonly rsa: readonly KeyUsage[]; readonly ec: readonly KeyUsage[] };
  readonly extendedKeyUsage?: { readonly purposes: readonly string[]; readonly critical: boolean };
  /** RFC 9608 noRevAvail: never in a CA certificate. */
  readonly noRevocationAvailable: boolean;
  /** Whether the event binding extension must be there; where it need not, it must not. */
  readonly eventBinding: boolean;
  readonly lifetimeDays: number;
}

const both = (...usages: readonly KeyUsage[]): CertificateTemplate['keyUsage'] => ({ rsa: usages, ec: usages });
const YEAR = 365;

export const CERTIFICATE_TEMPLATES = {
  root: {
    basicConstraints: { ca: true },
    keyUsage: both('keyCertSign', 'cRLSign'),
    noRevocationAvailable: false,
    eventBinding: false,
    lifetimeDays: 30 * YEAR,
  },
  issuingCa: {
    basicConstraints: { ca: true, pathLength: 0 },
    keyUsage: both('keyCertSign', 'cRLSign'),
    noRevocationAvailable: false,
    eventBinding: false,
    lifetimeDays: 20 * YEAR,
  },
  /** One signer's act; its key is destroyed at once, so there is nothing to revoke and ordinary viewers keep showing it. */
  event: {
    keyUsage: both('digitalSignature', 'nonRepudiation'),
    // emailProtection beside documentSigning: NSS (pdfsig) accepts no other purpose for a document's signer.
    extendedKeyUsage: { purposes: [KEY_PURPOSES.documentSigning, KEY_PURPOSES.emailProtection], critical: false },
    noRevocationAvailable: true,
    eventBinding: true,
    lifetimeDays: 10 * YEAR,
  },
  /** A member of staff who signs with a key of their own for years (a card, an HSM, a file): revoked when it is lost. */
  staff: {
    keyUsage: both('digitalSignature', 'nonRepudiation'),
    extendedKeyUsage: { purposes: [KEY_PURPOSES.documentSigning, KEY_PURPOSES.emailProtection], critical: false },
    noRevocationAvailable: false,
    eventBinding: false,
    lifetimeDays: 3 * YEAR,
  },
  /** RFC 3161 2.3: timeStamping critical and the only purpose. */
  timeStamping: {
    keyUsage: both('digitalSignature'),
    extendedKeyUsage: { purposes: [KEY_PURPOSES.timeStamping], critical: true },
    noRevocationAvailable: false,
    eventBinding: false,
    lifetimeDays: 15 * YEAR,
  },
  /** Recipient of encrypted evidence. */
  custodian: {
    keyUsage: { rsa: ['keyEncipherment'], ec: ['keyAgreement'] },
    noRevocationAvailable: false,
    eventBinding: false,
    lifetimeDays: 15 * YEAR,
  },
  /** A kiosk's own key for signed requests. */
  device: {
    keyUsage: both('digitalSignature'),
    extendedKeyUsage: { purposes: [KEY_PURPOSES.clientAuth], critical: false },
    noRevocationAvailable: false,
    eventBinding: false,
    lifetimeDays: 5 * YEAR,
  },
} as const satisfies Record<string, CertificateTemplate>;

export type TemplateName = keyof typeof CERTIFICATE_TEMPLATES;
