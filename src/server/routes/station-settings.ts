import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { stationSettings } from '../../contracts/api';
import { identified, refuse } from '../plugins';
import { type Route, reading, refusals, stationParams } from './route';

/** GET /v1/stations/{id}/settings: of all stations, over them of its ward, over them its own. */
export const stationSettingsRoutes: Route = (app, doors) => {
  const { database, hospital } = doors.context;
  app.withTypeProvider<ZodTypeProvider>().get(
    '/v1/stations/:stationId/settings',
    {
      ...reading(doors, 'kiosk'),
      schema: { params: stationParams, response: { 200: stationSettings, ...refusals } },
    },
    async (request) => {
      const { stationId } = request.params;
      if (stationId !== identified(request).id) throw refuse('AUTH_FORBIDDEN');
      const station = database.first(database.db.selectFrom('stations').select('ward').where('id', '=', stationId));
      const { all, wards, stations } = hospital.stationSettings;
      return { settings: { ...all, ...wards[station?.ward ?? ''], ...stations[stationId] } };
    },
  );
};
