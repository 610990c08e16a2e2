import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import {
  type EventCertificate,
  type EventCertificateRequest,
  eventCertificate,
  eventCertificateRequest,
} from '../../contracts/api';
import { toBase64 } from '../../core/base';
import type { IssuedCertificate } from '../ca';
import { refuse } from '../plugins/api-error';
import { type Identity, identified } from '../plugins/authentication';
import { commit } from '../plugins/idempotency';
import type { Session } from '../store';
import { requireTask } from '../tasks';
import { type Route, refusals, writing } from './route';

/** A slot may be certified again after a crash, with a fresh key each time; more than this is a defect or an attack. */
const CERTIFICATES_PER_SLOT = 16;

/** Refuses unless this station has the task open. */
const requireOpen = (state: string): void => {
  if (state !== 'claimed') throw refuse('TASK_STATE_CONFLICT', { state, event: 'certify' });
};

/** Only a task that this station has open, a slot that it has, and a capacity that the form allows. */
function requireCertifiable(
  session: Session,
  request: EventCertificateRequest,
  identity: Identity,
  nowMs: number,
): void {
  const task = requireTask(session, request.taskId, identity, nowMs);
  requireOpen(task.state);
  const slot = task.content.signers.find((candidate) => candidate.slot === request.slot);
  if (slot === undefined) throw refuse('TASK_SLOT_UNKNOWN');
  if (!slot.allowedCapacities.includes(request.signer.capacity)) throw refuse('TASK_CAPACITY_NOT_ALLOWED');
}

/** What may have changed since the check above: looked at once more inside the transaction. */
function requireStillCertifiable(session: Session, { taskId, slot }: EventCertificateRequest): void {
  const now = session.first(
    session.db
      .selectFrom('tasks')
      .select((e) => [
        'state',
        e
          .selectFrom('event_certificates')
          .select((inner) => inner.fn.countAll<number>().as('n'))
          .where('task_id', '=', taskId)
          .where('slot', '=', slot)
          .as('issued'),
      ])
      .where('id', '=', taskId),
  );
  requireOpen(now?.state ?? 'unknown');
  if (Number(now?.issued ?? 0) >= CERTIFICATES_PER_SLOT)
    throw refuse('CERT_SLOT_LIMIT', { limit: CERTIFICATES_PER_SLOT });
}

function record(
  session: Session,
  request: EventCertificateRequest,
  stationId: string,
  issued: IssuedCertificate,
): void {
  const { db } = session;
  const known = db.selectFrom('event_certificates').select('serial').where('key_digest', '=', issued.keyDigest);
  if (session.first(known) !== undefined) throw refuse('CERT_KEY_REUSED');
  session.run(
    db.insertInto('event_certificates').values({
      serial: issued.serial,
      task_id: request.taskId,
      slot: request.slot,
      station_id: stationId,
      capacity: request.signer.capacity,
      key_digest: issued.keyDigest,
      certificate: issued.certificate,
      issued_at_ms: issued.issuedAtMs,
    }),
  );
}

/** POST /v1/event-certificates */
export const eventCertificateRoutes: Route = (app, doors) => {
  const { context } = doors;
  const chain = context.authority.chain.map(toBase64);
  app.withTypeProvider<ZodTypeProvider>().post(
    '/v1/event-certificates',
    {
      ...writing(doors, 'kiosk'),
      schema: { body: eventCertificateRequest, response: { 201: eventCertificate, ...refusals } },
    },
    async (request, reply) => {
      const identity = identified(request);
      requireCertifiable(context.database, request.body, identity, context.clock.nowMs());
      const issued = await context.authority.issue(request.body);
      if (!issued.ok)
        throw refuse(issued.error.code === 'CERT_KEY_UNUSABLE' ? 'CERT_KEY_UNUSABLE' : 'CERT_SIGNING_TIME_TOO_OLD');
      const { certificate, serial, issuedAtMs } = issued.value;
      const body: EventCertificate = { certificate: toBase64(certificate), chain, serial, issuedAtMs };
      const answer = await commit(context, request, reply, (session) => {
        requireStillCertifiable(session, request.body);
        record(session, request.body, identity.id, issued.value);
        return { status: 201, body };
      });
      context.metrics.certificates.inc();
      return answer;
    },
  );
};
