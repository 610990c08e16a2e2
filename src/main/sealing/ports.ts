import type { Clock, Digest, Random, Result, Verifier } from '../../core/base';
import type { EnvelopeCrypto } from '../../core/cms';
import type { Deflate, FontPorts, Inflate } from '../../core/pdf';
import type { Certificate } from '../../core/pki';
import type { TimeStampSource } from '../../core/tsp';
import type { OneTimeSigner } from '../../platform/node';
import type { CaptionFont } from './caption-font';

/** Everything outside that sealing needs; the same for the kiosk, the command line and the bench. */
export interface SealingPorts extends FontPorts {
  readonly digest: Digest;
  readonly random: Random;
  readonly clock: Clock;
  readonly verifier: Verifier;
  readonly inflate: Inflate;
  readonly deflate?: Deflate;
  readonly envelope: EnvelopeCrypto;
  readonly captionFont: CaptionFont;
  /** A fresh P-256 key for each act. */
  readonly oneTimeSigner: () => OneTimeSigner;
}

/** What the enrolment fixed: whom to trust and for whom evidence is encrypted. */
export interface SealingTrust {
  readonly anchors: readonly Certificate[];
  /** Roots of time-stamp sources that are not ours; trusted for time-stamps only. */
  readonly timeStampAnchors?: readonly Certificate[];
  /** At least two. */
  readonly custodians: readonly Certificate[];
  readonly policyId: string;
}

/** What one act asks of the certificate service. Only digests travel. */
export interface CertificateRequest {
  readonly taskId: string;
  readonly slot: number;
  readonly publicKey: Uint8Array;
  readonly signer: { readonly name: string; readonly capacity: string; readonly relation?: string };
  readonly documentDigest: Uint8Array;
  readonly manifestDigest: Uint8Array;
  readonly bindingA: Uint8Array;
  readonly bindingB: Uint8Array;
  /** /M: the certificate is valid from here on at the latest. */
  readonly signingTimeMs: number;
}

/** The two services that a seal needs; each answers the server's codes when it is away. */
export interface SealingServices {
  eventCertificate(
    request: CertificateRequest,
  ): Promise<Result<{ readonly certificate: Uint8Array; readonly chain: readonly Uint8Array[] }>>;
  /** In the order in which they are asked. */
  readonly timeStampSources: readonly TimeStampSource[];
}
