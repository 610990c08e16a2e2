import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import {
  offeredRelease,
  packageQuery,
  releaseQuery,
  releaseReport,
  releaseReported,
  releaseVersion,
} from '../../contracts/api';
import type { ServerContext } from '../context';
import { commit, identified, refuse } from '../plugins';
import type { HostedRelease } from '../releases';
import { type Route, reading, refusals, writing } from './route';

const params = z.strictObject({ version: releaseVersion });

/** What this station may have under a name. */
function offered(
  { database, releases }: ServerContext,
  stationId: string,
  version: string,
  platform: string,
): Promise<HostedRelease | undefined> {
  if (version !== 'latest') return releases.named(version, platform);
  const station = database.first(database.db.selectFrom('stations').select('ward').where('id', '=', stationId));
  return releases.latest(platform, { stationId, ward: station?.ward ?? '' });
}

/** GET /v1/releases/{version}, GET /v1/releases/{version}/package, POST /v1/releases/reports */
export const releaseRoutes: Route = (app, doors) => {
  const { context } = doors;
  const typed = app.withTypeProvider<ZodTypeProvider>();
  typed.get(
    '/v1/releases/:version',
    {
      ...reading(doors, 'kiosk'),
      schema: { params, querystring: releaseQuery, response: { 200: offeredRelease, ...refusals } },
    },
    async (request) => {
      const { version } = request.params;
      const found = await offered(context, identified(request).id, version, request.query.platform);
      return { release: found?.signed ?? null };
    },
  );
  typed.get(
    '/v1/releases/:version/package',
    {
      ...reading(doors, 'kiosk'),
      schema: { params, querystring: packageQuery, produces: ['application/octet-stream'] },
    },
    async (request, reply) => {
      const { platform, from } = request.query;
      const found = await offered(context, identified(request).id, request.params.version, platform);
      if (found === undefined || from >= found.release.size) throw refuse('API_NOT_FOUND');
      return reply
        .type('application/octet-stream')
        .header('content-length', found.release.size - from)
        .header('cache-control', 'no-store')
        .send(context.releases.read(found, from));
    },
  );
  typed.post(
    '/v1/releases/reports',
    {
      ...writing(doors, 'kiosk'),
      schema: { body: releaseReport, response: { 200: releaseReported, ...refusals } },
    },
    async (request, reply) => {
      const { version, platform, outcome } = request.body;
      const stationId = identified(request).id;
      context.log[outcome === 'failed' ? 'warn' : 'info'](
        { stationId, version, platform, outcome },
        'release reported',
      );
      context.metrics.releases.inc({ version, outcome });
      return commit(context, request, reply, (session) => {
        const row = { version, outcome, reported_at_ms: context.clock.nowMs() };
        session.run(
          session.db
            .insertInto('station_releases')
            .values({ station_id: stationId, ...row })
            .onConflict((conflict) => conflict.column('station_id').doUpdateSet(row)),
        );
        return { status: 200, body: { outcome } };
      });
    },
  );
};
