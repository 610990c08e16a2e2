import { refuse } from '../plugins';
import type { Route } from './route';

/** POST /tsa, RFC 3161 3.4: not signed by the caller, for a query carries a digest and nothing else. */
export const timeStampRoutes: Route = (app, { context }) => {
  app.post(
    '/tsa',
    { schema: { consumes: ['application/timestamp-query'], produces: ['application/timestamp-reply'] } as object },
    async (request, reply) => {
      if (!Buffer.isBuffer(request.body)) throw refuse('API_MEDIA_TYPE');
      const { response, failInfo } = await context.timeStampUnit.answer(request.body);
      context.metrics.timeStamps.inc({ result: failInfo ?? 'granted' });
      return reply
        .type('application/timestamp-reply')
        .header('cache-control', 'no-store')
        .send(Buffer.from(response.buffer, response.byteOffset, response.length));
    },
  );
};
