import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { stationsOverview } from '../../contracts/api';
import { signedIn } from '../plugins';
import { overviewOfStations } from '../stations';
import { type Route, reading, refusals } from './route';

/** GET /v1/stations: all of them at a glance, for an operator. */
export const stationRoutes: Route = (app, doors) => {
  const { database, hospital, clock } = doors.context;
  app
    .withTypeProvider<ZodTypeProvider>()
    .get(
      '/v1/stations',
      { ...reading(doors, 'operator'), schema: { response: { 200: stationsOverview, ...refusals } } },
      async (request, reply) => {
        const serverTimeMs = clock.nowMs();
        const stations = overviewOfStations(database, hospital.stationSettings, serverTimeMs);
        const session = signedIn(request);
        return reply
          .header('cache-control', 'no-store')
          .send({ hospital: hospital.name, serverTimeMs, session, stations });
      },
    );
};
