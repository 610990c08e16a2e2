import type { Readable } from 'node:stream';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { type DocumentReceipt, documentReceipt } from '../../contracts/api';
import { toHex } from '../../core/base';
import { nodeInflate } from '../../platform/node';
import { type ArrivedDocument, type Received, verifyArrival } from '../archive';
import type { ServerContext } from '../context';
import { type ApiError, commit, type Identity, identified, refuse } from '../plugins';
import { requestPreservation } from '../preservation';
import type { Session } from '../store';
import { announce, type CurrentTask, closeInquiries, keepsLateDocument, moveTask, requireTask } from '../tasks';
import { archivedFile } from './archived-file';
import { type Route, reading, refusals, taskParams, writing } from './route';
import { requireSecondOpinion } from './second-opinion';
import { uploadRefusal } from './sources';

/** Code of a failed arrival → its refusal; the cause names a sub-indication or a part, never a value. */
const arrivalRefusal = (failure: { code: string; detail?: string }): ApiError => {
  const details = failure.detail === undefined ? undefined : { cause: failure.detail };
  if (failure.code === 'DOCUMENT_UNREADABLE') return refuse('DOCUMENT_UNREADABLE', details);
  if (failure.code === 'DOCUMENT_NOT_BOUND') return refuse('DOCUMENT_NOT_BOUND', details);
  if (failure.code === 'DOCUMENT_LEVEL') return refuse('DOCUMENT_LEVEL', details);
  return refuse('DOCUMENT_NOT_VALID', details);
};

function requireAcceptable(task: CurrentTask): void {
  const open = task.state === 'claimed' || task.state === 'interrupted';
  if (!open && !(keepsLateDocument(task.state) && task.row.sealed_sha256 === null))
    throw refuse('TASK_STATE_CONFLICT', { state: task.state, event: 'seal' });
}

const certificatesOf = (session: Session, taskId: string) =>
  session.rows(session.db.selectFrom('event_certificates').select(['serial', 'slot']).where('task_id', '=', taskId));

/** Verifies the received file, and has it read again; a file that is refused is thrown away or held. */
async function judge(context: ServerContext, received: Received, task: CurrentTask): Promise<ArrivedDocument> {
  const { row } = task;
  const { roots, foreignTimeRoots } = context.hospital;
  const ports = { ...context, roots, foreignTimeRoots, inflate: nodeInflate };
  const source = {
    id: row.id,
    level: task.content.level,
    sourceSha256: row.source_sha256,
    sourceSize: row.source_size,
    sourcePath: context.archive.pathOf(row.source_sha256),
  };
  const arrived = await verifyArrival(received.path, source, certificatesOf(context.database, row.id), ports);
  const complete =
    arrived.ok &&
    (keepsLateDocument(task.state) ||
      task.content.signers.every(
        ({ slot, required }) => !required || arrived.value.signatures.some((signature) => signature.slot === slot),
      ));
  context.metrics.documents.inc({ result: complete ? 'accepted' : 'refused' });
  if (complete) {
    await requireSecondOpinion(context, received, task, arrived.value);
    return arrived.value;
  }
  await received.discard();
  throw arrived.ok ? refuse('DOCUMENT_INCOMPLETE') : arrivalRefusal(arrived.error);
}

/** Writes down a verified file: its signatures, the task's new state, and what the HIS will be told. */
function record(
  session: Session,
  context: ServerContext,
  identity: Identity,
  taskId: string,
  file: { received: Received; arrived: ArrivedDocument },
): DocumentReceipt {
  const nowMs = context.clock.nowMs();
  const before = requireTask(session, taskId, identity, nowMs);
  requireAcceptable(before);
  const { sha256, size } = file.received;
  const { level } = file.arrived;
  const sealed = { sealed_sha256: sha256, sealed_size: size, sealed_level: level };
  for (const signature of file.arrived.signatures)
    session.run(
      session.db.insertInto('sealed_signatures').values({
        task_id: taskId,
        slot: signature.slot,
        field: signature.field,
        serial: signature.serial,
        signed_at_ms: signature.signedAtMs,
      }),
    );
  closeInquiries(session, taskId, 'arrival');
  const target = before.content.level;
  if (target === 'B-LT' || target === 'B-LTA') requestPreservation(session, taskId, target, nowMs);
  if (keepsLateDocument(before.state))
    session.run(session.db.updateTable('tasks').set(sealed).where('id', '=', taskId));
  else announce(session, context, moveTask(session, before, 'seal', nowMs, sealed), 'task.sealed');
  const signatures = file.arrived.signatures.map(({ field, slot }) => ({
    field,
    slot,
    verdict: 'TOTAL-PASSED' as const,
  }));
  return { taskId, sha256, size, level, archivedAtMs: nowMs, signatures };
}

/** PUT and GET /v1/documents/{taskId} */
export const documentRoutes: Route = (app, doors) => {
  const { context } = doors;
  const typed = app.withTypeProvider<ZodTypeProvider>();
  typed.put(
    '/v1/documents/:taskId',
    {
      ...writing(doors, 'kiosk'),
      schema: { params: taskParams, consumes: ['application/pdf'], response: { 200: documentReceipt, ...refusals } },
    },
    async (request, reply) => {
      const identity = identified(request);
      const { taskId } = request.params;
      const task = requireTask(context.database, taskId, identity, context.clock.nowMs());
      requireAcceptable(task);
      if (request.headers['content-type'] !== 'application/pdf') throw refuse('API_MEDIA_TYPE');
      const sha256 = toHex(identity.contentDigest ?? new Uint8Array());
      const upload = await context.archive.receive(request.body as Readable, {
        sha256,
        maxBytes: context.limits.documentBytes,
      });
      if (!upload.ok) throw uploadRefusal(upload.error.code);
      const received = upload.value;
      const arrived = await judge(context, received, task);
      await received.keep();
      const answer = await commit(context, request, reply, (session) => ({
        status: 200,
        body: record(session, context, identity, taskId, { received, arrived }),
      }));
      context.dispatcher.wake();
      context.preserver.wake();
      return answer;
    },
  );
  typed.get(
    '/v1/documents/:taskId',
    { ...reading(doors, 'either'), schema: { params: taskParams, produces: ['application/pdf'] } },
    async (request, reply) => {
      const { row } = requireTask(context.database, request.params.taskId, identified(request), context.clock.nowMs());
      const file = archivedFile(context.database, row);
      return reply
        .type('application/pdf')
        .header('content-length', file.size)
        .header('content-digest', `sha-256=:${Buffer.from(file.sha256, 'hex').toString('base64')}:`)
        .header('inkwitness-level', file.level)
        .header('cache-control', 'no-store')
        .send(context.archive.read(file.sha256));
    },
  );
};
