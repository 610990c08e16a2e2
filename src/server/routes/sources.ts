import { open } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { taskReceipt } from '../../contracts/api';
import { toHex } from '../../core/base';
import type { Received } from '../archive';
import type { ServerContext } from '../context';
import { commit, identified, refuse } from '../plugins';
import { moveTask, receiptOf, requireTask } from '../tasks';
import { type Route, reading, refusals, taskParams, writing } from './route';

/** ISO 32000-2 7.5.2: the header stands within the first 1,024 bytes. */
const HEADER_WITHIN = 1024;

async function looksLikePdf(path: string): Promise<boolean> {
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEADER_WITHIN), 0, HEADER_WITHIN, 0);
    return buffer.subarray(0, bytesRead).includes('%PDF-');
  } finally {
    await file.close();
  }
}

/** An upload that turned out wrong, in the words of the doors. */
export const uploadRefusal = (code: string) =>
  code === 'ARCHIVE_TOO_LARGE'
    ? refuse('API_TOO_LARGE')
    : code === 'ARCHIVE_UPLOAD_BROKEN'
      ? refuse('API_BAD_REQUEST', { cause: code })
      : refuse('SOURCE_DIGEST_MISMATCH');

async function receiveSource(
  context: ServerContext,
  body: Readable,
  expected: { sha256: string; size: number },
): Promise<Received> {
  const received = await context.archive.receive(body, { ...expected, maxBytes: context.limits.documentBytes });
  if (!received.ok) throw uploadRefusal(received.error.code);
  if (await looksLikePdf(received.value.path)) return received.value;
  await received.value.discard();
  throw refuse('SOURCE_NOT_PDF');
}

/** PUT and GET /v1/tasks/{id}/source */
export const sourceRoutes: Route = (app, doors) => {
  const { context } = doors;
  const typed = app.withTypeProvider<ZodTypeProvider>();
  typed.put(
    '/v1/tasks/:taskId/source',
    {
      ...writing(doors, 'application'),
      schema: { params: taskParams, consumes: ['application/pdf'], response: { 200: taskReceipt, ...refusals } },
    },
    async (request, reply) => {
      const identity = identified(request);
      const { taskId } = request.params;
      const { row, state } = requireTask(context.database, taskId, identity, context.clock.nowMs());
      if (state !== 'awaiting-source') throw refuse('TASK_STATE_CONFLICT', { state, event: 'source-arrived' });
      if (request.headers['content-type'] !== 'application/pdf') throw refuse('API_MEDIA_TYPE');
      if (identity.contentDigest === undefined || toHex(identity.contentDigest) !== row.source_sha256)
        throw refuse('SOURCE_DIGEST_MISMATCH');
      const expected = { sha256: row.source_sha256, size: row.source_size };
      const received = await receiveSource(context, request.body as Readable, expected);
      await received.keep();
      return commit(context, request, reply, (session) => {
        const nowMs = context.clock.nowMs();
        const task = requireTask(session, taskId, identity, nowMs);
        return { status: 200, body: receiptOf(moveTask(session, task, 'source-arrived', nowMs)) };
      });
    },
  );
  typed.get(
    '/v1/tasks/:taskId/source',
    { ...reading(doors, 'kiosk'), schema: { params: taskParams, produces: ['application/pdf'] } },
    async (request, reply) => {
      const { row, state } = requireTask(
        context.database,
        request.params.taskId,
        identified(request),
        context.clock.nowMs(),
      );
      if (state === 'awaiting-source') throw refuse('SOURCE_MISSING');
      return reply
        .type('application/pdf')
        .header('content-length', row.source_size)
        .header('cache-control', 'no-store')
        .send(context.archive.read(row.source_sha256));
    },
  );
};
