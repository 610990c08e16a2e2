import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { idempotencyKey } from '../../contracts/api';
import type { ServerContext } from '../context';
import { type IdempotencyRow, prepared, type Session } from '../store';
import { refuse } from './api-error';
import { identified } from './authentication';

/** What a write answers: sent, and kept so that a retry hears the very same bytes. */
export interface Answer {
  readonly status: number;
  readonly body: object;
}

const underway = new WeakMap<ServerContext, Set<string>>();
const underwayOf = (context: ServerContext): Set<string> => {
  const known = underway.get(context) ?? new Set<string>();
  underway.set(context, known);
  return known;
};

const keyOf = (request: FastifyRequest): string => {
  const parsed = idempotencyKey.safeParse(request.headers['idempotency-key']);
  if (!parsed.success) throw refuse('API_IDEMPOTENCY_KEY_MISSING');
  return parsed.data;
};

/** Same method, same path, same body: the same request. */
const requestDigest = (request: FastifyRequest): Buffer => {
  const digest = identified(request).contentDigest ?? new Uint8Array();
  return createHash('sha256').update(`${request.method} ${request.url}\n`).update(digest).digest();
};

const answerOf = prepared<{ caller: string; key: string }, IdempotencyRow>((db, value) =>
  db.selectFrom('idempotency').selectAll().where('caller', '=', value('caller')).where('key', '=', value('key')),
);

const earlierAnswer = (session: Session, caller: string, key: string): IdempotencyRow | undefined =>
  session.first(answerOf.bind(session.db, { caller, key }));

const keepAnswer = prepared<IdempotencyRow, unknown>((db, value) =>
  db.insertInto('idempotency').values({
    caller: value('caller'),
    key: value('key'),
    request_digest: value('request_digest'),
    status: value('status'),
    body: value('body'),
    created_at_ms: value('created_at_ms'),
    nonce: value('nonce'),
    nonce_until_ms: value('nonce_until_ms'),
  }),
);

const send = (reply: FastifyReply, status: number, text: string): FastifyReply =>
  reply.code(status).type('application/json').header('cache-control', 'no-store').send(Buffer.from(text));

/** preHandler hook of every write: a retry gets the first answer again, a second use of the key is refused. */
export const answerRetry =
  (context: ServerContext) =>
  async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply | undefined> => {
    const { caller } = identified(request);
    const key = keyOf(request);
    const earlier = earlierAnswer(context.database, caller, key);
    if (earlier !== undefined) {
      if (!requestDigest(request).equals(earlier.request_digest)) throw refuse('API_IDEMPOTENCY_KEY_REUSED');
      request.raw.resume();
      return send(reply.header('idempotency-replayed', 'true'), earlier.status, earlier.body);
    }
    const mark = `${caller} ${key}`;
    const marks = underwayOf(context);
    if (marks.has(mark)) throw refuse('API_IDEMPOTENCY_IN_PROGRESS');
    marks.add(mark);
    reply.raw.once('close', () => marks.delete(mark));
    return undefined;
  };

/**
 * Makes a write durable and answers it: effect, nonce and answer in one transaction. `effect` throws to refuse, and
 * then nothing was changed.
 */
export async function commit(
  context: ServerContext,
  request: FastifyRequest,
  reply: FastifyReply,
  effect: (session: Session) => Answer,
): Promise<FastifyReply> {
  const { caller, nonce, nonceUntilMs } = identified(request);
  const key = keyOf(request);
  const digest = requestDigest(request);
  const answer = await context.database.write((session) => {
    const { status, body } = effect(session);
    const text = JSON.stringify(body);
    const created_at_ms = context.clock.nowMs();
    const kept = { nonce, nonce_until_ms: nonceUntilMs };
    const row = { caller, key, request_digest: digest, status, body: text, created_at_ms, ...kept };
    session.run(keepAnswer.bind(session.db, row));
    return { status, text };
  });
  underwayOf(context).delete(`${caller} ${key}`);
  return send(reply, answer.status, answer.text);
}
