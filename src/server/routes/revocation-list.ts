import { ENDPOINTS } from '../../contracts/api';
import type { Route } from './route';

/** GET /crl/event.crl, RFC 2585 4.2: signed by the issuing CA, so that nothing else needs to protect it. */
export const revocationListRoutes: Route = (app, { context }) => {
  const { path, response } = ENDPOINTS.revocationList;
  app.get(path, { schema: { produces: [response] } as object }, async (_request, reply) => {
    const list = await context.authority.revocationList();
    return reply
      .type(response)
      .header('cache-control', 'max-age=3600')
      .send(Buffer.from(list.buffer, list.byteOffset, list.length));
  });
};
