import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { sql } from 'kysely';
import { stationStatus, stationStatusReceipt } from '../../contracts/api';
import { identified, refuse } from '../plugins';
import { type Route, reading, refusals, stationParams } from './route';

/**
 * POST /v1/stations/{id}/status: the last one of each station is kept. Said again it says the same, so no answer is kept
 * for retries as for other writes: two hundred kiosks say it every minute.
 */
export const stationStatusRoutes: Route = (app, doors) => {
  const { database, clock } = doors.context;
  app.withTypeProvider<ZodTypeProvider>().post(
    '/v1/stations/:stationId/status',
    {
      ...reading(doors, 'kiosk'),
      schema: { params: stationParams, body: stationStatus, response: { 200: stationStatusReceipt, ...refusals } },
    },
    async (request) => {
      const { stationId } = request.params;
      if (stationId !== identified(request).id) throw refuse('AUTH_FORBIDDEN');
      const { queue, fingerPad } = request.body;
      const nowMs = clock.nowMs();
      const row = {
        received_at_ms: nowMs,
        content: JSON.stringify(request.body),
        queue_since_ms: queue > 0 ? nowMs : null,
        finger_pad_ready_at_ms: fingerPad === 'ready' ? nowMs : null,
      };
      // what was so before goes on; what has ended or is new is as it is now
      const changes = {
        ...row,
        queue_since_ms: queue > 0 ? sql<number>`coalesce(station_statuses.queue_since_ms, ${nowMs})` : null,
        finger_pad_ready_at_ms: sql<number>`coalesce(${row.finger_pad_ready_at_ms}, station_statuses.finger_pad_ready_at_ms)`,
      };
      await database.write((session) => {
        session.run(
          session.db
            .insertInto('station_statuses')
            .values({ station_id: stationId, ...row })
            .onConflict((conflict) => conflict.column('station_id').doUpdateSet(changes)),
        );
      });
      return { receivedAtMs: nowMs };
    },
  );
};
