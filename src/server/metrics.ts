import type { FastifyInstance } from 'fastify';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { createStationMetrics, type StationMetrics } from './station-metrics';

/** What operators watch, in Prometheus names. Labels never hold identifiers but those of stations. */
export interface Metrics {
  readonly registry: Registry;
  readonly requests: Counter<'route' | 'method' | 'status'>;
  readonly seconds: Histogram<'route'>;
  readonly certificates: Counter;
  readonly timeStamps: Counter<'result'>;
  readonly timeSourceFailures: Counter<'source' | 'code'>;
  readonly documents: Counter<'result'>;
  readonly secondReadings: Counter<'result'>;
  readonly inquiriesOpen: Gauge;
  readonly preservations: Counter<'result'>;
  readonly preservationsPending: Gauge;
  readonly releases: Counter<'version' | 'outcome'>;
  readonly signIns: Counter<'result'>;
  readonly deliveries: Counter<'result'>;
  readonly outboxPending: Gauge;
  readonly stations: StationMetrics;
}

/** A registry of its own, so that two servers in one process (tests) do not meet. */
export function createMetrics(processMetrics: boolean): Metrics {
  const registry = new Registry();
  const registers = [registry];
  if (processMetrics) collectDefaultMetrics({ register: registry });
  return {
    registry,
    requests: new Counter({
      name: 'inkwitness_http_requests_total',
      help: 'HTTP requests answered',
      labelNames: ['route', 'method', 'status'],
      registers,
    }),
    seconds: new Histogram({
      name: 'inkwitness_http_request_seconds',
      help: 'Time from request to answer',
      labelNames: ['route'],
      buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
      registers,
    }),
    certificates: new Counter({
      name: 'inkwitness_event_certificates_total',
      help: 'Event certificates issued',
      registers,
    }),
    timeStamps: new Counter({
      name: 'inkwitness_time_stamps_total',
      help: 'Time-stamp queries answered',
      labelNames: ['result'],
      registers,
    }),
    timeSourceFailures: new Counter({
      name: 'inkwitness_time_source_failures_total',
      help: 'Time-stamp sources that were asked and passed over',
      labelNames: ['source', 'code'],
      registers,
    }),
    documents: new Counter({
      name: 'inkwitness_documents_total',
      help: 'Sealed documents received',
      labelNames: ['result'],
      registers,
    }),
    secondReadings: new Counter({
      name: 'inkwitness_second_readings_total',
      help: 'Finished files read again by the second reader',
      labelNames: ['result'],
      registers,
    }),
    inquiriesOpen: new Gauge({
      name: 'inkwitness_inquiries_open',
      help: 'Files kept for inquiry because two readers disagree',
      registers,
    }),
    preservations: new Counter({
      name: 'inkwitness_preservations_total',
      help: 'Attempts to extend a sealed document to a long-term level',
      labelNames: ['result'],
      registers,
    }),
    preservationsPending: new Gauge({
      name: 'inkwitness_preservations_pending',
      help: 'Sealed documents not extended yet',
      registers,
    }),
    releases: new Counter({
      name: 'inkwitness_releases_reported_total',
      help: 'Updates of kiosks that came up, or did not',
      labelNames: ['version', 'outcome'],
      registers,
    }),
    signIns: new Counter({
      name: 'inkwitness_operator_sign_ins_total',
      help: 'Attempts to sign in at the console',
      labelNames: ['result'],
      registers,
    }),
    deliveries: new Counter({
      name: 'inkwitness_deliveries_total',
      help: 'Attempts to deliver an event to an application',
      labelNames: ['result'],
      registers,
    }),
    outboxPending: new Gauge({ name: 'inkwitness_outbox_pending', help: 'Events not delivered yet', registers }),
    stations: createStationMetrics(registry),
  };
}

/** Counts every answer by its route pattern and serves /metrics. */
export function installMetrics(app: FastifyInstance, metrics: Metrics, refresh: () => void): void {
  app.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'none';
    metrics.requests.inc({ route, method: request.method, status: String(reply.statusCode) });
    metrics.seconds.observe({ route }, reply.elapsedTime / 1000);
    done();
  });
  app.get('/metrics', { schema: { hide: true } as object }, async (_request, reply) => {
    refresh();
    return reply.type(metrics.registry.contentType).send(await metrics.registry.metrics());
  });
}
