import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { API_VERSION, type Health, health } from '../../contracts/api';
import type { Route } from './route';

const state = (good: boolean): 'ok' | 'failing' => (good ? 'ok' : 'failing');

/** GET /healthz */
export const healthRoutes: Route = (app, { context }) => {
  app
    .withTypeProvider<ZodTypeProvider>()
    .get('/healthz', { schema: { response: { 200: health, 503: health } } }, async (_request, reply) => {
      const checks = {
        store: state(context.database.healthy()),
        objects: state(await context.archive.healthy()),
        clock: state(context.timeStampUnit.clockTrusted()),
      };
      const good = Object.values(checks).every((check) => check === 'ok');
      const body: Health = {
        status: state(good),
        version: context.version,
        apiVersions: [API_VERSION],
        serverTimeMs: context.clock.nowMs(),
        checks,
      };
      return reply.code(good ? 200 : 503).send(body);
    });
};
