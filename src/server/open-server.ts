import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import { DOCUMENT_MAX_BYTES, ENDPOINTS, type Level } from '../contracts/api';
import type { Clock } from '../core/base';
import { nodeClock, nodeDigest, nodeRandom, nodeVerifier } from '../platform/node';
import { createApp } from './app';
import { ObjectStore, Quarantine } from './archive';
import { EventCertificateAuthority } from './ca';
import type { ServerContext } from './context';
import { Dispatcher, webhookPost } from './delivery';
import { type EmbeddedHospital, openEmbeddedHospital, registerConfigured } from './embedded-hospital';
import { createMetrics } from './metrics';
import { SignIn } from './operators';
import { knownKeyVerifier } from './plugins';
import { Preserver } from './preservation';
import { ReleaseFolder } from './releases';
import { SecondReader, type SecondReaderOptions } from './second-reader';
import { Database, type PreservationLevel, type Session } from './store';
import { announce, closeInquiries, findTask, holdForInquiry } from './tasks';
import { createTimeSources, TimeStampUnit } from './tsa';
import { VERSION } from './version';

export interface ServerOptions {
  /** INKWITNESS_HOME: `hospital/` is made in it. */
  readonly home: string;
  readonly log: Logger;
  readonly clock?: Clock;
  readonly documentBytes?: number;
  /** Metrics of the process itself; off in tests. */
  readonly processMetrics?: boolean;
  readonly secondReader?: SecondReaderOptions;
}

export interface OpenServer {
  readonly app: FastifyInstance;
  readonly context: ServerContext;
  readonly embedded: EmbeddedHospital;
  close(): Promise<void>;
}

const LATEST_TIME = 'tsa.latestMs';
const NOTE_TIME_MS = 5000;

const readLatestTime = (database: Database): number =>
  Number(database.first(database.db.selectFrom('facts').select('value').where('name', '=', LATEST_TIME))?.value ?? 0);

const noteLatestTime = (database: Database, unit: TimeStampUnit): Promise<unknown> =>
  database.write((session) => {
    const value = String(unit.latestMs);
    return session.run(
      session.db
        .insertInto('facts')
        .values({ name: LATEST_TIME, value })
        .onConflict((conflict) => conflict.column('name').doUpdateSet({ value })),
    );
  });

/** What the server makes of a level that was asked for: below B-LT the file stays as it was sealed. */
const extensionTo = (level: Level | undefined): PreservationLevel | undefined =>
  level === 'B-LT' || level === 'B-LTA' ? level : undefined;

/** The job that extends sealed files and renews them. */
function createPreserver(
  { config, root, issuingCa, hospital }: EmbeddedHospital,
  rooms: Pick<
    ServerContext,
    'database' | 'archive' | 'quarantine' | 'secondReader' | 'timeSources' | 'dispatcher' | 'metrics' | 'log'
  >,
  ports: Pick<ServerContext, 'clock' | 'digest' | 'random'>,
): Preserver {
  const { metrics, log, database } = rooms;
  const taskOf = (session: Session, taskId: string) => findTask(session, taskId, ports.clock.nowMs());
  return new Preserver({
    ...rooms,
    ...ports,
    verifier: nodeVerifier,
    roots: hospital.roots,
    authorities: [root, issuingCa],
    renewDaysBefore: config.renewDaysBefore,
    targetOf: (taskId) => extensionTo(taskOf(database, taskId)?.content.level),
    count: (result) => metrics.preservations.inc({ result }),
    onSourceFailure: ({ source, code }) => {
      metrics.timeSourceFailures.inc({ source, code });
      log.warn({ source, code }, 'time-stamp source');
    },
    hold: (taskId, received, what) =>
      holdForInquiry({ ...rooms, ...ports }, received, taskId, { stage: 'extension', what }),
    announce: (session, taskId, preserved) => {
      closeInquiries(session, taskId, 'extension');
      const task = taskOf(session, taskId);
      if (task !== undefined) announce(session, ports, task, 'task.extended', preserved);
    },
    announced: () => rooms.dispatcher.wake(),
  });
}

/** Composition root: puts store, archive, CA, time-stamp unit, delivery and HTTP together over a home folder. */
export async function openServer(options: ServerOptions): Promise<OpenServer> {
  const { log, clock = nodeClock } = options;
  const folder = join(options.home, 'hospital');
  const embedded = await openEmbeddedHospital(folder, clock);
  const database = await Database.open(join(folder, 'inkwitness.sqlite'));
  await registerConfigured(database, embedded);
  const ports = { clock, digest: nodeDigest, random: nodeRandom };
  const { config, hospital, issuingCa } = embedded;
  const metrics = createMetrics(options.processMetrics ?? false);
  const timeStampUnit = new TimeStampUnit({
    ...ports,
    certificate: embedded.timeStampUnit.certificate,
    issuers: [],
    signer: embedded.timeStampUnit.signer,
    policy: config.timeStampPolicy,
    latestMs: readLatestTime(database),
  });
  const authority = new EventCertificateAuthority({
    ...ports,
    certificate: issuingCa.certificate,
    signer: issuingCa.signer,
    organisation: config.name,
    lifetimeYears: config.certificateLifetimeYears,
    crlUrl:
      config.eventCertificates === 'one-signature'
        ? undefined
        : new URL(ENDPOINTS.revocationList.path, config.publicUrl).href,
  });
  const count = (result: string) => metrics.deliveries.inc({ result });
  const dispatcher = new Dispatcher({ ...ports, database, log, post: webhookPost(ports), count });
  const archive = await ObjectStore.open(join(folder, 'objects'));
  const quarantine = await Quarantine.open(join(folder, 'inquiry'));
  const secondReader = new SecondReader(options.secondReader);
  const limits = { documentBytes: options.documentBytes ?? DOCUMENT_MAX_BYTES };
  const timeSources = createTimeSources(embedded.timeStampSources, { unit: timeStampUnit, roots: hospital.roots });
  const rooms = {
    hospital,
    database,
    archive,
    quarantine,
    releases: new ReleaseFolder(join(folder, 'releases'), nodeDigest),
    secondReader,
    authority,
    timeStampUnit,
    timeSources,
    dispatcher,
    metrics,
    signIn: new SignIn({ ...ports, database }),
  };
  const preserver = createPreserver(embedded, { ...rooms, log }, ports);
  const context: ServerContext = {
    preserver,
    version: VERSION,
    log,
    verifier: nodeVerifier,
    requestVerifier: knownKeyVerifier(nodeVerifier),
    limits,
    ...ports,
    ...rooms,
  };
  const app = await createApp(context);
  const timer = setInterval(() => void noteLatestTime(database, timeStampUnit).catch(() => {}), NOTE_TIME_MS).unref();
  dispatcher.wake();
  await preserver.start();
  const close = async (): Promise<void> => {
    clearInterval(timer);
    await app.close();
    await preserver.close();
    await dispatcher.close();
    await secondReader.close();
    await noteLatestTime(database, timeStampUnit);
    database.close();
  };
  return { app, context, embedded, close };
}
