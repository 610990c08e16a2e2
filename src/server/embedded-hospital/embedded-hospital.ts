import { type KeyObject, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { type Clock, must, toBase64 } from '../../core/base';
import { toPem } from '../../core/pki';
import { generatePrivateKey, loadPrivateKeyPem, nodeClock, privateKeyPem } from '../../platform/node';
import type { Hospital } from '../context';
import type { Database } from '../store';
import type { ConfiguredSource } from '../tsa';
import { type HospitalConfig, readConfig } from './config';
import { type Credential, type CredentialPlan, ensureCredential } from './credentials';
import { readOrMake } from './private-file';
import { announced, readSource } from './time-stamp-sources';
import { readTls } from './tls';

/** A hospital in a folder: everything that a group's PKI, HSM and key custodians would bring, for one ward or a trial. */
export interface EmbeddedHospital {
  readonly config: HospitalConfig;
  readonly hospital: Hospital;
  readonly root: Credential;
  readonly issuingCa: Credential;
  readonly timeStampUnit: Credential;
  readonly timeStampSources: readonly ConfiguredSource[];
  /** Application id → HMAC secret. */
  readonly secrets: ReadonlyMap<string, Uint8Array>;
}

const ensureLaunchKey = (folder: string): KeyObject =>
  must(
    loadPrivateKeyPem(
      readOrMake(join(folder, 'pki', 'launch.key.pem'), () => privateKeyPem(generatePrivateKey('P-256'))),
    ),
  );

const ensureSecret = (folder: string, applicationId: string): Uint8Array =>
  Buffer.from(
    readOrMake(
      join(folder, 'applications', `${applicationId}.secret`),
      () => `${randomBytes(32).toString('hex')}\n`,
    ).trim(),
    'hex',
  );

/** A unit whose certificate ends soon is followed by a new one: what it stamps must outlast the renewals to come. */
const UNIT_ENDS_SOON_MS = 2 * 365 * 86_400_000;
const MAX_UNITS = 100;

async function ensureTimeStampUnit(planOf: (name: string) => CredentialPlan, clock: Clock): Promise<Credential> {
  for (let number = 1; number <= MAX_UNITS; number++) {
    const plan = planOf(number === 1 ? 'tsa' : `tsa-${number}`);
    const unit = await ensureCredential(plan, clock);
    if (unit.certificate.notAfterMs - clock.nowMs() > UNIT_ENDS_SOON_MS) return unit;
  }
  throw new Error('no time-stamp unit lasts: look at the clock');
}

async function ensureTrust(folder: string, config: HospitalConfig, clock: Clock) {
  const plan = (
    name: string,
    template: CredentialPlan['template'],
    commonName: string,
    issuer: Credential | undefined,
    keyKind: CredentialPlan['keyKind'],
  ): CredentialPlan => ({
    folder: join(folder, 'pki'),
    name,
    template,
    keyKind,
    organisation: config.name,
    commonName,
    issuer,
  });
  const { keys } = config;
  const root = await ensureCredential(plan('root', 'root', 'InkWitness Demo Root', undefined, keys.root), clock);
  const issuingCa = await ensureCredential(plan('ca', 'issuingCa', 'InkWitness Demo Event CA', root, keys.ca), clock);
  const unit = (name: string) => plan(name, 'timeStamping', 'InkWitness Demo Time-Stamp Unit', root, keys.tsa);
  const timeStampUnit = await ensureTimeStampUnit(unit, clock);
  const custodian = (name: string, commonName: string, keyKind: CredentialPlan['keyKind']) =>
    ensureCredential(
      { ...plan(name, 'custodian', commonName, root, keyKind), folder: join(folder, 'custodians') },
      clock,
    );
  const custodians = [
    // two curves, so that no single key length opens everything
    { id: 'notary', name: '公证处', credential: await custodian('notary', 'InkWitness Demo Notary', 'P-256') },
    {
      id: 'archive',
      name: '医院病案室',
      credential: await custodian('archive', 'InkWitness Demo Archive', 'P-384'),
    },
  ];
  return { root, issuingCa, timeStampUnit, custodians };
}

/**
 * Opens the hospital in `folder`; what is missing is made, so that a first run that was cut short is completed by the
 * next one. Private keys and secrets have mode 0600.
 */
export async function openEmbeddedHospital(folder: string, clock: Clock = nodeClock): Promise<EmbeddedHospital> {
  const config = readConfig(folder);
  const { level, withoutTime, captureFloor, captureTries } = config;
  const { root, issuingCa, timeStampUnit, custodians } = await ensureTrust(folder, config, clock);
  const timeStampSources = config.timeStampSources.map((source) => readSource(folder, source));
  const roots = [root.certificate];
  const hospital: Hospital = {
    id: config.id,
    name: config.name,
    roots,
    foreignTimeRoots: timeStampSources.flatMap((source) => (source.kind === 'foreign' ? source.anchors : [])),
    tls: readTls(folder, config.tls, [toPem('CERTIFICATE', root.certificate.raw)]),
    stationSettings: config.stationSettings,
    defaults: { level, withoutTime, captureFloor, captureTries },
    launchKey: ensureLaunchKey(folder),
    announcement: {
      hospital: config.name,
      policyId: config.policyId,
      tsaUrl: '/tsa',
      timeStampSources: timeStampSources.map((source) => announced(source, roots)),
      trust: {
        roots: [toBase64(root.certificate.raw)],
        chain: [toBase64(issuingCa.certificate.raw)],
        timeStampUnit: toBase64(timeStampUnit.certificate.raw),
      },
      custodians: custodians.map(({ id, name, credential }) => ({
        id,
        name,
        certificate: toBase64(credential.certificate.raw),
      })),
    },
  };
  const secrets = new Map(config.applications.map(({ id }) => [id, ensureSecret(folder, id)]));
  return { config, hospital, root, issuingCa, timeStampUnit, timeStampSources, secrets };
}

/** Brings stations and applications of the configuration into the store; never takes an enrolled key away. */
export async function registerConfigured(database: Database, { config, secrets }: EmbeddedHospital): Promise<void> {
  await database.write((session) => {
    const { db } = session;
    for (const { id, name, ward } of config.stations)
      session.run(
        db
          .insertInto('stations')
          .values({ id, name, ward, state: 'expected', public_key: null, certificate: null, enrolled_at_ms: null })
          .onConflict((conflict) => conflict.column('id').doUpdateSet({ ward })),
      );
    for (const { id, name, webhookUrl } of config.applications) {
      const values = { name, secret: secrets.get(id) ?? new Uint8Array(), webhook_url: webhookUrl };
      session.run(
        db
          .insertInto('applications')
          .values({ id, ...values, state: 'active' })
          .onConflict((conflict) => conflict.column('id').doUpdateSet(values)),
      );
    }
  });
}
