import type { KeyObject } from 'node:crypto';
import type { Logger } from 'pino';
import type { Enrolment, SettingValues, Task } from '../contracts/api';
import type { Clock, Digest, Random, Verifier } from '../core/base';
import type { Certificate } from '../core/pki';
import type { ObjectStore, Quarantine } from './archive';
import type { EventCertificateAuthority } from './ca';
import type { Dispatcher } from './delivery';
import type { Metrics } from './metrics';
import type { SignIn } from './operators';
import type { Preserver } from './preservation';
import type { ReleaseFolder } from './releases';
import type { SecondReader } from './second-reader';
import type { Database } from './store';
import type { TimeSources, TimeStampUnit } from './tsa';

/** What the whole hospital shares: trust, custodians, names. Read once at start. */
export interface Hospital {
  readonly id: string;
  readonly name: string;
  readonly roots: readonly Certificate[];
  /** Roots of foreign time-stamp sources: trusted for time-stamps only. */
  readonly foreignTimeRoots: readonly Certificate[];
  /** Everything an enrolled station is told besides its own certificate. */
  readonly announcement: Pick<
    Enrolment,
    'hospital' | 'trust' | 'custodians' | 'policyId' | 'tsaUrl' | 'timeStampSources'
  >;
  /** What is set for kiosks: for all, by ward, by station. */
  readonly stationSettings: {
    readonly all: SettingValues;
    readonly wards: Readonly<Record<string, SettingValues>>;
    readonly stations: Readonly<Record<string, SettingValues>>;
  };
  /** undefined: plain HTTP, behind a proxy or on this machine. */
  readonly tls: ServerTls | undefined;
  /** For tasks that do not say. */
  readonly defaults: Pick<Task, 'level' | 'withoutTime' | 'captureFloor' | 'captureTries'>;
  /** ES256 key of launch tickets. */
  readonly launchKey: KeyObject;
}

export interface Limits {
  readonly documentBytes: number;
}

/** HTTPS as the server serves it itself; all PEM. */
export interface ServerTls {
  readonly certificate: string;
  readonly key: string;
  /** Roots of the stations' certificates; empty: kiosks are known by their signatures alone. */
  readonly stationRoots: readonly string[];
  /** Roots of the machines' own certificates, which may stand in for that of the device key. */
  readonly machineRoots: readonly string[];
}

/** Everything that routes need, put together in one place: app.ts's caller. */
export interface ServerContext {
  readonly version: string;
  readonly hospital: Hospital;
  readonly database: Database;
  readonly archive: ObjectStore;
  readonly quarantine: Quarantine;
  readonly releases: ReleaseFolder;
  readonly secondReader: SecondReader;
  readonly authority: EventCertificateAuthority;
  readonly timeStampUnit: TimeStampUnit;
  readonly dispatcher: Dispatcher;
  readonly timeSources: TimeSources;
  readonly preserver: Preserver;
  readonly metrics: Metrics;
  readonly signIn: SignIn;
  readonly log: Logger;
  readonly clock: Clock;
  readonly random: Random;
  readonly digest: Digest;
  /** For documents. */
  readonly verifier: Verifier;
  /** For signed requests: keeps the keys of stations. */
  readonly requestVerifier: Verifier;
  readonly limits: Limits;
}
