import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import {
  type EventCertificate,
  type EventCertificateRequest,
  eventCertificate,
  eventCertificateRequest,
} from '../../contracts/api';
import { toBase64 } from '../../core/base';
import type { IssuedCertificate } from '../ca';
import { commit, type Identity, identified, refuse } from '../plugins';
import { type EventCertificateRow, prepared, type Session } from '../store';
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

const stateAndIssued = prepared<{ taskId: string; slot: number }, { state: string; issued: number | null }>(
  (db, value) =>
    db
      .selectFrom('tasks')
      .select((e) => [
        'state',
        e
          .selectFrom('event_certificates')
          .select((inner) => inner.fn.countAll<number>().as('n'))
          .where('task_id', '=', value('taskId'))
          .where('slot', '=', value('slot'))
          .as('issued'),
      ])
      .where('id', '=', value('taskId')),
);

/** Changes nothing when the key has a certificate already, from whatever act. */
const insertCertificate = prepared<EventCertificateRow, unknown>((db, value) =>
  db
    .insertInto('event_certificates')
    .values({
      serial: value('serial'),
      task_id: value('task_id'),
      slot: value('slot'),
      station_id: value('station_id'),
      capacity: value('capacity'),
      key_digest: value('key_digest'),
      certificate: value('certificate'),
      issued_at_ms: value('issued_at_ms'),
    })
    .onConflict((conflict) => conflict.column('key_digest').doNothing()),
);

/** What may have changed since the check above: looked at once more inside the transaction. */
function requireStillCertifiable(session: Session, { taskId, slot }: EventCertificateRequest): void {
  const now = session.first(stateAndIssued.bind(session.db, { taskId, slot }));
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
  const row: EventCertificateRow = {
    serial: issued.serial,
    task_id: request.taskId,
    slot: request.slot,
    station_id: stationId,
    capacity: request.signer.capacity,
    key_digest: issued.keyDigest,
    certificate: issued.certificate,
    issued_at_ms: issued.issuedAtMs,
  };
  if (session.run(insertCertificate.bind(session.db, row)) === 0) throw refuse('CERT_KEY_REUSED');
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
