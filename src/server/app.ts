import Fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify';
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import { toHex } from '../core/base';
import type { ServerContext } from './context';
import { pendingCount } from './delivery';
import { installMetrics } from './metrics';
import { sweepSessions } from './operators';
import { installBodyParsers, installErrorHandler, installOpenApi, NonceMemory, refuseUnrouted } from './plugins';
import { pendingPreservations } from './preservation';
import { ROUTES } from './routes';
import { refreshStations } from './station-metrics';
import { openInquiries } from './tasks';

/** How long a client may take to send its headers, and a whole request with a large PDF. */
const HEADERS_MS = 10_000;
const REQUEST_MS = 300_000;
const SWEEP_MS = 60_000;
/** Answers for retries are kept this long. */
const IDEMPOTENCY_KEPT_MS = 7 * 86_400_000;

/** Forgets nonces and answers that nobody can ask for any more, and notes the time-stamp unit's latest time. */
function housekeeping(context: ServerContext, nonces: NonceMemory): void {
  const nowMs = context.clock.nowMs();
  nonces.sweep(nowMs);
  context.database
    .write((session) => {
      session.run(session.db.deleteFrom('idempotency').where('created_at_ms', '<', nowMs - IDEMPOTENCY_KEPT_MS));
      sweepSessions(session, nowMs);
    })
    .catch((error: unknown) => context.log.error({ err: error }, 'housekeeping'));
}

/** A certificate of a client is asked for where kiosks need one, and judged with the request: browsers have none. */
const httpsOf = (tls: ServerContext['hospital']['tls']) =>
  tls === undefined
    ? { http: { headersTimeout: HEADERS_MS } }
    : {
        https: {
          headersTimeout: HEADERS_MS,
          cert: tls.certificate,
          key: tls.key,
          minVersion: 'TLSv1.2' as const,
          ...(tls.stationRoots.length === 0
            ? {}
            : { requestCert: true, rejectUnauthorized: false, ca: [...tls.stationRoots, ...tls.machineRoots] }),
        },
      };

/** Assembles the HTTP application over a context; `server.ts` listens, tests use `inject`. */
export async function createApp(context: ServerContext): Promise<FastifyInstance> {
  const app = Fastify({
    loggerInstance: context.log as FastifyBaseLogger,
    // its lines hold URLs and addresses; ours are written by the hooks
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => toHex(context.random.bytes(8)),
    requestTimeout: REQUEST_MS,
    connectionTimeout: REQUEST_MS,
    frameworkErrors: refuseUnrouted,
    ...httpsOf(context.hospital.tls),
    routerOptions: { maxParamLength: 64, ignoreTrailingSlash: false },
    forceCloseConnections: 'idle',
  });
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  app.decorateRequest('identity', undefined);
  app.decorateRequest('operator', undefined);
  app.decorateRequest('rawBody', undefined);
  installBodyParsers(app);
  installErrorHandler(app);
  installMetrics(app, context.metrics, () => {
    refreshStations(context.metrics.stations, context);
    context.metrics.outboxPending.set(pendingCount(context.database));
    context.metrics.inquiriesOpen.set(openInquiries(context.database));
    context.metrics.preservationsPending.set(pendingPreservations(context.database));
  });
  await installOpenApi(app, context.version);
  const nonces = new NonceMemory(context.database, context.clock.nowMs());
  for (const route of ROUTES) route(app, { context, nonces });
  app.addHook('onSend', (_request, reply, _payload, done) => {
    reply.header('x-content-type-options', 'nosniff');
    done();
  });
  const timer = setInterval(() => housekeeping(context, nonces), SWEEP_MS).unref();
  app.addHook('onClose', async () => clearInterval(timer));
  return app;
}
