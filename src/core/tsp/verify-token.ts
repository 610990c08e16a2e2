import { readDerOrThrow } from '../asn1';
import { attempt, type Digest, equal, type Failure, Refusal, type Result, type Verifier } from '../base';
import { CONTENT_TYPES, parseSignedData, type SignedData, type SignerInfo, verifySigner } from '../cms';
import { type AlgorithmUse, type Certificate, type CertificatePath, verifyPath } from '../pki';
import { isWeakImprint, type MessageImprint, sameImprint } from './message-imprint';
import { readTstInfo, type TSTInfo } from './tst-info';

export interface TokenVerification {
  /** DER of the TimeStampToken. */
  readonly token: Uint8Array;
  /** What the token must be over. */
  readonly imprint: MessageImprint;
  /** Content octets of the request's nonce, when this answers a request. */
  readonly nonce?: Uint8Array;
  readonly anchors: readonly Certificate[];
  /** For tokens without certificates, and issuers that the token does not carry. */
  readonly intermediates?: readonly Certificate[];
  readonly verifier: Verifier;
  readonly digest: Digest;
  /** When the certificate of the time-stamp server must have been valid; default the token's own time. */
  readonly atMs?: number;
  /** Weak algorithms are left to the caller, who knows since when the token exists; refused unless said. */
  readonly allowWeak?: boolean;
}

export interface VerifiedTimeStamp extends TSTInfo {
  readonly certificate: Certificate;
  readonly path: CertificatePath;
  /** What the token itself relies on, for the algorithm policy; its certificates are in `path`. */
  readonly uses: AlgorithmUse;
}

/** An inner failure under a code of this room, its own code kept as detail. */
const orThrow = <T>(result: Result<T>, code: string): T => {
  if (result.ok) return result.value;
  throw new Refusal(code, describe(result.error));
};

const describe = ({ code, detail }: Failure): string => (detail === undefined ? code : `${code}: ${detail}`);

interface OpenToken {
  readonly signedData: SignedData;
  readonly signerInfo: SignerInfo;
  readonly content: Uint8Array;
  readonly info: TSTInfo;
}

const open = (token: Uint8Array): OpenToken => {
  const signedData = orThrow(parseSignedData(token), 'TSP_RESPONSE_DAMAGED');
  const { content, contentType, signerInfos } = signedData;
  const [signerInfo] = signerInfos;
  // One signer only: RFC 3161 2.4.2.
  if (
    contentType !== CONTENT_TYPES.tstInfo ||
    content === undefined ||
    signerInfo === undefined ||
    signerInfos.length !== 1
  ) {
    throw new Refusal('TSP_RESPONSE_DAMAGED', 'not a time-stamp token');
  }
  const info = orThrow(
    attempt(() => readTstInfo(readDerOrThrow(content))),
    'TSP_RESPONSE_DAMAGED',
  );
  return { signedData, signerInfo, content, info };
};

/** The TSTInfo of a token, unverified: for display and sorting only. Codes: TSP_RESPONSE_DAMAGED. */
export const readTimeStampToken = (token: Uint8Array): Result<TSTInfo> => attempt(() => open(token).info);

const verify = (input: TokenVerification): VerifiedTimeStamp => {
  const { signedData, signerInfo, content, info } = open(input.token);
  const { verifier, digest, anchors, intermediates = [] } = input;
  if (!sameImprint(info.messageImprint, input.imprint)) throw new Refusal('TSP_IMPRINT_MISMATCH');
  if (input.nonce !== undefined && (info.nonce === undefined || !equal(info.nonce, input.nonce))) {
    throw new Refusal('TSP_NONCE_MISMATCH');
  }
  const weak = input.allowWeak === true ? { allowWeak: true } : {};
  if (signerInfo.digestAlgorithm === undefined || (isWeakImprint(info.messageImprint) && !input.allowWeak))
    throw new Refusal('TSP_SIGNATURE_INVALID', 'digest algorithm');
  const contentDigest = digest.hash(signerInfo.digestAlgorithm, content);
  const known = [...intermediates, ...anchors];
  const signer = verifySigner({
    signedData,
    signerInfo,
    contentDigest,
    certificates: known,
    verifier,
    digest,
    ...weak,
  });
  const { certificate, carried, uses } = orThrow(signer, 'TSP_SIGNATURE_INVALID');
  const path = verifyPath({
    leaf: certificate,
    intermediates: [...carried, ...intermediates],
    anchors,
    atMs: input.atMs ?? info.genTimeMs,
    verifier,
    purpose: 'time-stamping',
    ...weak,
  });
  const hashes = [info.messageImprint.hashAlgorithm, ...(uses.hashes ?? [])];
  return { ...info, certificate, path: orThrow(path, 'TSP_CERTIFICATE_REFUSED'), uses: { ...uses, hashes } };
};

/**
 * Verifies a token whole: one signer, ESS signing certificate, signature, imprint, nonce, and the certificate's path with
 * the sole critical purpose timeStamping. Codes: TSP_*; the inner code is in `detail`.
 */
export const verifyTimeStampToken = (input: TokenVerification): Result<VerifiedTimeStamp> =>
  attempt(() => verify(input));
