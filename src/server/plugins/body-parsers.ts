import type { FastifyInstance } from 'fastify';
import { JSON_MAX_BYTES } from '../../contracts/api';
import { MAX_REQUEST_BYTES } from '../../core/tsp';

/** JSON is kept as it came beside its value (the signature covers the bytes); PDFs stay streams; nothing else is taken. */
export function installBodyParsers(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  const parseJson = app.getDefaultJsonParser('error', 'error');
  app.addContentTypeParser(
    'application/json',
    { parseAs: 'buffer', bodyLimit: JSON_MAX_BYTES },
    (request, body, done) => {
      request.rawBody = body as Buffer;
      parseJson(request, body.toString('utf8'), done);
    },
  );
  app.addContentTypeParser('application/pdf', (_request, payload, done) => done(null, payload));
  app.addContentTypeParser(
    'application/timestamp-query',
    { parseAs: 'buffer', bodyLimit: MAX_REQUEST_BYTES },
    (_request, body, done) => done(null, body),
  );
}
