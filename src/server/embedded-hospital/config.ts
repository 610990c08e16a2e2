import { randomBytes, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { z } from 'zod';
import {
  CAPTURE_POLICY,
  captureFloor,
  captureTries,
  label,
  level,
  opaqueId,
  settingValues,
  withoutTime,
} from '../../contracts/api';
import { readOrMake } from './private-file';

const keyKind = z.enum(['P-256', 'P-384', 'RSA-2048', 'RSA-3072']);
const P256_KEYS = { root: 'P-256', ca: 'P-256', tsa: 'P-256' } as const;

const pemFile = z.string().regex(/^(?!.*\.\.)[\w./-]+\.pem$/, 'PEM file below the hospital folder');

/** As Windows gives it to installers: NetBIOS, 15 characters. */
const computerName = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9-]{0,14}$/, 'computer name');

/** What the file with a station's code is called; no two stations share one. */
export const workstationOf = ({ id, computer }: { id: string; computer?: string | undefined }): string =>
  computer ?? id;

/** The hospital's own unit, or another authority: its roots in a PEM file below the hospital's folder. */
const timeStampSource = z.union([
  z.literal('own'),
  z.strictObject({
    name: opaqueId.refine((name) => name !== 'own', 'own is the hospital’s own unit'),
    url: z.url({ protocol: /^https?$/ }),
    trust: pemFile,
    /** Revocation lists of its certificates, for files that are to last. */
    crls: z
      .array(z.url({ protocol: /^https?$/ }))
      .max(4)
      .default([]),
    timeoutMs: z.number().int().min(100).max(60_000).default(5000),
  }),
]);

const NO_SETTINGS = { all: {}, wards: {}, stations: {} };

/** `hospital/config.json`: what an operator may change; read at every start. */
export const hospitalConfig = z.strictObject({
  version: z.literal(1),
  id: opaqueId,
  name: label(64),
  /** Evidence policy that kiosks write into manifests. */
  policyId: opaqueId,
  /** Policy of time-stamp tokens, dotted OID. */
  timeStampPolicy: z.string().regex(/^[0-2](?:\.\d+){2,}$/),
  certificateLifetimeYears: z.number().int().min(1).max(30),
  /**
   * `distribution-point`: one-time certificates point to an (empty) revocation list, which NSS and with it pdfsig ask for.
   * `one-signature`: they say noRevAvail and never end (docs/adr/0016).
   */
  eventCertificates: z.enum(['distribution-point', 'one-signature']).default('distribution-point'),
  /** Kinds of the keys that are made at foundation; later changes do nothing to keys that are there. */
  keys: z.strictObject({ root: keyKind, ca: keyKind, tsa: keyKind }).default(P256_KEYS),
  /** What finished files must be where a task does not say; above B-T the server extends them after their arrival. */
  level: level.default('B-LTA'),
  /** What a kiosk does with a signature while no time-stamp can be had, where a task does not say. */
  withoutTime: withoutTime.default('wait'),
  /** Score of the pad below which a kiosk asks for a signature again, 0 for never, and after how many the nurse may accept one. */
  captureFloor: captureFloor.default(CAPTURE_POLICY.captureFloor),
  captureTries: captureTries.default(CAPTURE_POLICY.captureTries),
  /** Where time-stamps come from, in the order in which sources are asked. */
  timeStampSources: z.array(timeStampSource).min(1).max(8).default(['own']),
  /** B-LTA is renewed so many days before the certificate of the newest document time-stamp ends. */
  renewDaysBefore: z.number().int().min(1).max(3650).default(365),
  /** Where readers of signed forms reach this server; goes into every event certificate (its CRL). */
  publicUrl: z.url({ protocol: /^http$/ }).default('http://127.0.0.1:8790'),
  stations: z
    .array(
      z.strictObject({
        id: opaqueId,
        name: label(64),
        ward: label(64),
        /** Name of its workstation, where that is not the id: `inkwitness enrol-codes` names the file after it. */
        computer: computerName.optional(),
      }),
    )
    .max(1000)
    .refine(
      (stations) => new Set(stations.map(workstationOf).map((name) => name.toLowerCase())).size === stations.length,
      'two stations on one workstation',
    ),
  /**
   * HTTPS with the hospital's certificate. `kiosks: certificate` is mutual TLS: a kiosk must show the certificate of its
   * device key, the one that its requests are signed with, or with `kioskCa` one of its machine. Without `tls` a proxy in front of the server does it.
   */
  tls: z
    .strictObject({
      certificate: pemFile,
      key: pemFile,
      kiosks: z.enum(['signature', 'certificate']).default('signature'),
      /** Roots of the certificates in the kiosks' system stores, where kiosks show those (docs/adr/0032). */
      kioskCa: pemFile.optional(),
    })
    .optional(),
  /** Settings of kiosks (docs/settings.md): for all, by name of the ward, by id of the station; the narrower one wins. */
  stationSettings: z
    .strictObject({
      all: settingValues.default({}),
      wards: z.record(z.string(), settingValues).default({}),
      stations: z.record(z.string(), settingValues).default({}),
    })
    .default(NO_SETTINGS),
  applications: z.array(z.strictObject({ id: opaqueId, name: label(64), webhookUrl: z.url().nullable() })).max(100),
});
export type HospitalConfig = z.infer<typeof hospitalConfig>;

/** An OID of our own without a registry: 2.25 and a UUID as a number (ITU-T X.667). */
const uuidOid = (): string => `2.25.${BigInt(`0x${randomUUID().replaceAll('-', '')}`)}`;

const firstConfig = (): HospitalConfig => ({
  version: 1,
  id: `hospital-${randomBytes(6).toString('hex')}`,
  name: '墨证示范医院',
  policyId: 'inkwitness-evidence-1',
  timeStampPolicy: uuidOid(),
  certificateLifetimeYears: 10,
  eventCertificates: 'distribution-point',
  keys: P256_KEYS,
  level: 'B-LTA',
  withoutTime: 'wait',
  ...CAPTURE_POLICY,
  timeStampSources: ['own'],
  renewDaysBefore: 365,
  publicUrl: 'http://127.0.0.1:8790',
  stationSettings: NO_SETTINGS,
  stations: [{ id: 'station-1', name: '床旁一号', ward: '外科三病区' }],
  applications: [{ id: 'sample-his', name: '示范 HIS', webhookUrl: null }],
});

/** Reads the hospital's configuration; the first time it is made. A broken file stops the start. */
export function readConfig(hospitalFolder: string): HospitalConfig {
  const text = readOrMake(join(hospitalFolder, 'config.json'), () => `${JSON.stringify(firstConfig(), null, 2)}\n`);
  return hospitalConfig.parse(JSON.parse(text));
}
