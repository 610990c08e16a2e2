import { createPublicKey } from 'node:crypto';
import type { FastifyReply } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { jwtVerify, SignJWT } from 'jose';
import { opaqueId, VERIFICATION_LINK_SECONDS, verificationLink } from '../../contracts/api';
import type { ServerContext } from '../context';
import { identified, refuse } from '../plugins';
import { requireTask } from '../tasks';
import { type ArchivedFile, archivedFile } from './archived-file';
import { type Route, reading, refusals, taskParams } from './route';
import { PAGE_HEADERS, verifyPage } from './verify-page';

const AUDIENCE = 'inkwitness-verify';

interface Shown {
  readonly taskId: string;
  readonly file: ArchivedFile;
}

/** The archived file that a fresh, genuine ticket names; TICKET_INVALID for any other. */
async function shownBy(context: ServerContext, ticket: string): Promise<Shown> {
  const { hospital, database, clock } = context;
  const verified = await jwtVerify(ticket, createPublicKey(hospital.launchKey), {
    algorithms: ['ES256'],
    issuer: hospital.id,
    audience: AUDIENCE,
    maxTokenAge: VERIFICATION_LINK_SECONDS,
    currentDate: new Date(clock.nowMs()),
  }).catch(() => undefined);
  const taskId = opaqueId.safeParse(verified?.payload.sub);
  if (!taskId.success) throw refuse('TICKET_INVALID');
  const row = database.first(database.db.selectFrom('tasks').selectAll().where('id', '=', taskId.data));
  if (row === undefined) throw refuse('TICKET_INVALID');
  return { taskId: row.id, file: archivedFile(database, row) };
}

const issueLinks: Route = (app, doors) => {
  const { context } = doors;
  app
    .withTypeProvider<ZodTypeProvider>()
    .get(
      '/v1/documents/:taskId/verification',
      { ...reading(doors, 'either'), schema: { params: taskParams, response: { 200: verificationLink, ...refusals } } },
      async (request, reply) => {
        const nowMs = context.clock.nowMs();
        const { row } = requireTask(context.database, request.params.taskId, identified(request), nowMs);
        archivedFile(context.database, row);
        const issuedAt = Math.floor(nowMs / 1000);
        const ticket = await new SignJWT()
          .setProtectedHeader({ alg: 'ES256' })
          .setIssuer(context.hospital.id)
          .setAudience(AUDIENCE)
          .setSubject(row.id)
          .setIssuedAt(issuedAt)
          .setExpirationTime(issuedAt + VERIFICATION_LINK_SECONDS)
          .sign(context.hospital.launchKey);
        const expiresAtMs = (issuedAt + VERIFICATION_LINK_SECONDS) * 1000;
        return reply
          .header('cache-control', 'no-store')
          .send({ path: `/verify/document?ticket=${ticket}`, expiresAtMs });
      },
    );
};

/** The page and the document behind a ticket; kept nowhere, told to nobody else. */
const openLinks: Route = (app, { context }) => {
  const page = verifyPage(context);
  const schema = { hide: true } as object;
  const closed = (reply: FastifyReply): FastifyReply =>
    reply.header('cache-control', 'no-store').header('referrer-policy', 'no-referrer');
  app.get<{ Querystring: { ticket?: unknown } }>('/verify/document', { schema }, async (request, reply) => {
    const ticket = String(request.query.ticket);
    const { taskId } = await shownBy(context, ticket);
    const html = await page.html({ url: `/verify/document.pdf?ticket=${ticket}`, name: `${taskId}.pdf` });
    if (html === undefined) return reply.callNotFound();
    return closed(reply.headers(PAGE_HEADERS)).send(html);
  });
  app.get<{ Querystring: { ticket?: unknown } }>('/verify/document.pdf', { schema }, async (request, reply) => {
    const { file } = await shownBy(context, String(request.query.ticket));
    return closed(reply)
      .type('application/pdf')
      .header('content-length', file.size)
      .header('x-content-type-options', 'nosniff')
      .send(context.archive.read(file.sha256));
  });
};

/** /v1/documents/{taskId}/verification and what it leads to. */
export const verificationLinkRoutes: Route = (app, doors) => {
  issueLinks(app, doors);
  openLinks(app, doors);
};
