import { createPublicKey } from 'node:crypto';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { jwtVerify, SignJWT } from 'jose';
import {
  LAUNCH_TICKET_MAX_SECONDS,
  LAUNCH_URL_PREFIX,
  type LaunchTicketClaims,
  launchTicket,
  launchTicketClaims,
  launchTicketRequest,
  redeemed,
  redeemRequest,
} from '../../contracts/api';
import { toHex } from '../../core/base';
import type { ServerContext } from '../context';
import { commit, identified, refuse } from '../plugins';
import type { Session } from '../store';
import { type CurrentTask, requireTask } from '../tasks';
import { type Route, refusals, writing } from './route';

const AUDIENCE = 'inkwitness-kiosk';
/** Tickets live this long; the contract allows no longer. */
const LIFE_S = LAUNCH_TICKET_MAX_SECONDS;
/** The server judges its own tickets; processes of one hospital may differ by this. */
const SKEW_S = 5;

const claimsFor = (
  context: ServerContext,
  task: CurrentTask,
  staffId: string,
  stationId: string,
): LaunchTicketClaims => {
  const iat = Math.floor(context.clock.nowMs() / 1000);
  return {
    iss: context.hospital.id,
    aud: AUDIENCE,
    sub: staffId,
    jti: toHex(context.random.bytes(16)),
    iat,
    nbf: iat,
    exp: iat + LIFE_S,
    tid: task.row.id,
    sta: stationId,
    docs: [{ id: task.row.id, 'sha-256': task.row.source_sha256 }],
  };
};

/** The claims of a genuine, fresh ticket; TICKET_INVALID for any other. */
async function readTicket(context: ServerContext, ticket: string): Promise<LaunchTicketClaims> {
  const verified = await jwtVerify(ticket, createPublicKey(context.hospital.launchKey), {
    algorithms: ['ES256'],
    issuer: context.hospital.id,
    audience: AUDIENCE,
    clockTolerance: SKEW_S,
    maxTokenAge: LIFE_S,
    currentDate: new Date(context.clock.nowMs()),
  }).catch(() => undefined);
  const claims = launchTicketClaims.safeParse(verified?.payload);
  if (!claims.success) throw refuse('TICKET_INVALID');
  return claims.data;
}

const createTickets: Route = (app, doors) => {
  const { context } = doors;
  app.withTypeProvider<ZodTypeProvider>().post(
    '/v1/launch-tickets',
    {
      ...writing(doors, 'application'),
      schema: { body: launchTicketRequest, response: { 201: launchTicket, ...refusals } },
    },
    async (request, reply) => {
      const task = requireTask(context.database, request.body.taskId, identified(request), context.clock.nowMs());
      const stationId = request.body.stationId ?? task.row.station_id;
      // the task is shown at its own station; a ticket for another one could only confuse
      if (stationId !== task.row.station_id) throw refuse('API_BAD_REQUEST', { fields: ['/stationId'] });
      const claims = claimsFor(context, task, request.body.staffId, stationId);
      const ticket = await new SignJWT({ ...claims })
        .setProtectedHeader({ alg: 'ES256' })
        .sign(context.hospital.launchKey);
      return commit(context, request, reply, (session) => {
        session.run(
          session.db.insertInto('launch_tickets').values({
            jti: claims.jti,
            task_id: claims.tid,
            station_id: stationId,
            staff_id: claims.sub,
            expires_at_ms: claims.exp * 1000,
            redeemed_at_ms: null,
          }),
        );
        return {
          status: 201,
          body: { ticket, url: `${LAUNCH_URL_PREFIX}${ticket}`, expiresAtMs: claims.exp * 1000 },
        };
      });
    },
  );
};

/** Marks a ticket used: once, by its own station. */
function useUp(session: Session, claims: LaunchTicketClaims, stationId: string, nowMs: number): void {
  const { db } = session;
  const row = session.first(db.selectFrom('launch_tickets').selectAll().where('jti', '=', claims.jti));
  if (row === undefined || row.station_id !== stationId || claims.sta !== stationId) throw refuse('TICKET_INVALID');
  if (row.redeemed_at_ms !== null) throw refuse('TICKET_USED');
  session.run(db.updateTable('launch_tickets').set({ redeemed_at_ms: nowMs }).where('jti', '=', claims.jti));
}

const redeemTickets: Route = (app, doors) => {
  const { context } = doors;
  app
    .withTypeProvider<ZodTypeProvider>()
    .post(
      '/v1/launch-tickets/redeem',
      { ...writing(doors, 'kiosk'), schema: { body: redeemRequest, response: { 200: redeemed, ...refusals } } },
      async (request, reply) => {
        const claims = await readTicket(context, request.body.ticket);
        return commit(context, request, reply, (session) => {
          useUp(session, claims, identified(request).id, context.clock.nowMs());
          return { status: 200, body: { taskId: claims.tid, staffId: claims.sub } };
        });
      },
    );
};

/** /v1/launch-tickets */
export const launchTicketRoutes: readonly Route[] = [createTickets, redeemTickets];
