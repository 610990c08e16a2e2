import type { KeyObject } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Clock, must, type Signer } from '../../core/base';
import {
  buildCertificate,
  type Certificate,
  encodeName,
  fromPem,
  keyIdentifier,
  parseCertificate,
  type TemplateName,
  toPem,
} from '../../core/pki';
import {
  generatePrivateKey,
  type KeyKind,
  loadPrivateKeyPem,
  nodeDigest,
  nodeRandom,
  privateKeyPem,
  signerFromKeyObject,
} from '../../platform/node';
import { writeWhole } from './private-file';

/** A role's key and certificate: `<name>.key.pem` (0600) and `<name>.pem`. */
export interface Credential {
  readonly certificate: Certificate;
  readonly key: KeyObject;
  readonly signer: Signer;
}

export interface CredentialPlan {
  readonly folder: string;
  readonly name: string;
  readonly template: TemplateName;
  readonly keyKind: KeyKind;
  readonly organisation: string;
  readonly commonName: string;
  /** undefined: signs itself, a root. */
  readonly issuer: Credential | undefined;
}

/** Certificates may begin a little earlier than the clock says, for machines whose clock is behind. */
const BACKDATED_MS = 3_600_000;

async function make(plan: CredentialPlan, keyPath: string, certificatePath: string, clock: Clock): Promise<void> {
  const key = generatePrivateKey(plan.keyKind);
  const signer = signerFromKeyObject(key);
  const subject = encodeName([
    { type: 'organizationName', value: plan.organisation },
    { type: 'commonName', value: plan.commonName },
  ]);
  const own = { name: subject, signer, keyId: keyIdentifier(signer.publicKey, nodeDigest) };
  const issuer =
    plan.issuer === undefined
      ? own
      : {
          name: plan.issuer.certificate.subject.raw,
          signer: plan.issuer.signer,
          keyId: keyIdentifier(plan.issuer.signer.publicKey, nodeDigest),
        };
  const request = {
    template: plan.template,
    subject,
    publicKey: signer.publicKey,
    notBeforeMs: clock.nowMs() - BACKDATED_MS,
  };
  const der = await buildCertificate(request, issuer, { digest: nodeDigest, random: nodeRandom });
  // the key first: a certificate on the disk means that its key is there too
  writeWhole(keyPath, privateKeyPem(key));
  writeWhole(certificatePath, toPem('CERTIFICATE', der), 0o644);
}

/** The credential, made the first time. */
export async function ensureCredential(plan: CredentialPlan, clock: Clock): Promise<Credential> {
  const keyPath = join(plan.folder, `${plan.name}.key.pem`);
  const certificatePath = join(plan.folder, `${plan.name}.pem`);
  if (!existsSync(certificatePath)) await make(plan, keyPath, certificatePath, clock);
  const [block] = fromPem(readFileSync(certificatePath, 'utf8'));
  if (block === undefined) throw new Error(`no certificate in ${plan.name}.pem`);
  const key = must(loadPrivateKeyPem(readFileSync(keyPath, 'utf8')));
  return { certificate: must(parseCertificate(block.der)), key, signer: signerFromKeyObject(key) };
}
