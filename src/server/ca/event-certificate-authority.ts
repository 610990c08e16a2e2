import type { EventCertificateRequest } from '../../contracts/api';
import {
  type Clock,
  type Digest,
  err,
  fromBase64,
  fromHex,
  ok,
  type Random,
  type Result,
  type Signer,
  toHex,
} from '../../core/base';
import { boundAttributesOf } from '../../core/cms';
import {
  buildCertificate,
  buildCertificateList,
  type Certificate,
  type EventBinding,
  encodeName,
  nameText,
  parsePublicKey,
} from '../../core/pki';
import { isP256Point } from './p256-point';
import { serialNumberOf } from './serial-number';

export interface AuthorityOptions {
  /** The issuing CA's own certificate. */
  readonly certificate: Certificate;
  readonly signer: Signer;
  /** Organisation in the subject of every event certificate. */
  readonly organisation: string;
  readonly lifetimeYears: number;
  /**
   * Where the list of {@link EventCertificateAuthority.revocationList} is published. Without it certificates say noRevAvail and
   * never end, as draft-ietf-lamps-one-signature-certs 3 asks (docs/adr/0016).
   */
  readonly crlUrl: string | undefined;
  readonly clock: Clock;
  readonly digest: Digest;
  readonly random: Random;
}

export interface IssuedCertificate {
  readonly certificate: Uint8Array;
  /** Lower-case hex. */
  readonly serial: string;
  readonly issuedAtMs: number;
  /** SHA-256 of the SubjectPublicKeyInfo. */
  readonly keyDigest: Uint8Array;
}

const YEAR_MS = 365 * 86_400_000;
/** 99991231235959Z: no well-defined end (RFC 5280 4.1.2.5). */
const NO_END_MS = Date.UTC(9999, 11, 31, 23, 59, 59);
/** /M is written when the signer looks at the result, before the certificate is asked for; viewers judge at /M. */
const REVIEW_MS = 10 * 60_000;
/** An act that waited longer for the server is a matter for people. */
const OLDEST_ACT_MS = 30 * 86_400_000;
/** The list says the same every time (keys are destroyed, nothing is revoked); signed anew so that it never grows old. */
const CRL_RENEWAL_MS = 3_600_000;
const CRL_LIFETIME_MS = 7 * 86_400_000;

/** A P-256 public key on the curve, or undefined. */
export function readP256Key(spki: Uint8Array | undefined): Uint8Array | undefined {
  if (spki === undefined) return undefined;
  const key = parsePublicKey(spki);
  return key.ok && key.value.kind === 'ec-P256' && isP256Point(key.value.keyBytes) ? spki : undefined;
}

const bindingOf = (request: EventCertificateRequest): EventBinding => {
  const digest = (hex: string): Uint8Array => fromHex(hex) as Uint8Array;
  return {
    documentDigest: digest(request.documentDigest),
    manifestDigest: digest(request.manifestDigest),
    bindingA: digest(request.bindingA),
    bindingB: digest(request.bindingB),
  };
};

/** Certifies one-time keys of signers' acts. It keeps no records: the caller makes each issue durable before it answers. */
export class EventCertificateAuthority {
  private readonly issuer: { name: Uint8Array; signer: Signer; keyId: Uint8Array };
  #list: { readonly atMs: number; readonly der: Uint8Array } | undefined;
  /** Issuer first, root not included. */
  readonly chain: readonly Uint8Array[];

  constructor(private readonly options: AuthorityOptions) {
    const { certificate, signer } = options;
    const keyId = certificate.subjectKeyIdentifier;
    if (keyId === undefined) throw new TypeError('the issuing certificate has no subjectKeyIdentifier');
    this.issuer = { name: certificate.subject.raw, signer, keyId };
    this.chain = [certificate.raw];
  }

  /** Codes: CERT_KEY_UNUSABLE, CERT_SIGNING_TIME_TOO_OLD. The request's shape was checked by its schema. */
  async issue(request: EventCertificateRequest): Promise<Result<IssuedCertificate>> {
    const publicKey = readP256Key(fromBase64(request.publicKey));
    if (publicKey === undefined) return err('CERT_KEY_UNUSABLE');
    const { clock, digest, random, organisation, lifetimeYears, crlUrl } = this.options;
    const binding = bindingOf(request);
    const issuedAtMs = clock.nowMs();
    if (issuedAtMs - (request.signingTimeMs ?? issuedAtMs) > OLDEST_ACT_MS) return err('CERT_SIGNING_TIME_TOO_OLD');
    const subject = encodeName([
      { type: 'organizationName', value: organisation },
      { type: 'organizationalUnitName', value: request.signer.capacity },
      { type: 'commonName', value: nameText(request.signer.name) },
    ]);
    const certificate = await buildCertificate(
      {
        template: 'event',
        subject,
        publicKey,
        notBeforeMs: Math.min(issuedAtMs, request.signingTimeMs ?? issuedAtMs - REVIEW_MS),
        ...(crlUrl === undefined
          ? { notAfterMs: NO_END_MS }
          : { crlUrl, notAfterMs: issuedAtMs + lifetimeYears * YEAR_MS }),
        eventBinding: binding,
        dataTbsHash: digest.hash('SHA-256', boundAttributesOf(binding.documentDigest)),
      },
      this.issuer,
      { digest, random },
    );
    const serial = toHex(serialNumberOf(certificate));
    return ok({ certificate, serial, issuedAtMs, keyDigest: digest.hash('SHA-256', publicKey) });
  }

  /** CertificateList, DER (RFC 5280 5): empty, not older than an hour. */
  async revocationList(): Promise<Uint8Array> {
    const nowMs = this.options.clock.nowMs();
    if (this.#list === undefined || Math.abs(nowMs - this.#list.atMs) > CRL_RENEWAL_MS) {
      const number = Math.floor(nowMs / 1000);
      const period = { thisUpdateMs: nowMs, nextUpdateMs: nowMs + CRL_LIFETIME_MS };
      this.#list = { atMs: nowMs, der: await buildCertificateList({ ...period, number, revoked: [] }, this.issuer) };
    }
    return this.#list.der;
  }

  /** Certificate of a kiosk's device key (clientAuth). */
  async issueDevice(publicKey: Uint8Array, stationId: string): Promise<Uint8Array> {
    const { clock, digest, random, organisation } = this.options;
    const subject = encodeName([
      { type: 'organizationName', value: organisation },
      { type: 'commonName', value: stationId },
    ]);
    return buildCertificate({ template: 'device', subject, publicKey, notBeforeMs: clock.nowMs() }, this.issuer, {
      digest,
      random,
    });
  }
}
