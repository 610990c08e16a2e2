import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import { ENDPOINTS, type ErrorBody } from '../../contracts/api';
import { ApiError, refuse } from './api-error';

/** Fastify's own refusals in our words. */
const FASTIFY_CODES = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'API_TOO_LARGE',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'API_MEDIA_TYPE',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'API_BAD_REQUEST',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'API_BAD_JSON',
  FST_ERR_CTP_INVALID_JSON_BODY: 'API_BAD_JSON',
} as const;

/** Any error as a coded one. Paths of fields go out, their values do not. */
function coded(error: FastifyError | ApiError): ApiError {
  if (error instanceof ApiError) return error;
  if (hasZodFastifySchemaValidationErrors(error)) {
    const fields = [...new Set(error.validation.map((issue) => issue.instancePath))].slice(0, 16);
    return refuse('API_BAD_REQUEST', { fields, part: error.validationContext ?? 'body' });
  }
  const known = FASTIFY_CODES[error.code as keyof typeof FASTIFY_CODES];
  if (known !== undefined) return refuse(known);
  if (error instanceof SyntaxError || (error.statusCode === 400 && error.name === 'SyntaxError'))
    return refuse('API_BAD_JSON');
  if (error.statusCode !== undefined && error.statusCode < 500) return refuse('API_BAD_REQUEST');
  return refuse('API_INTERNAL');
}

const bodyOf = (known: ApiError, correlationId: string): Buffer => {
  const { code, safeDetails } = known;
  const body: ErrorBody = { code, correlationId, ...(safeDetails === undefined ? {} : { safeDetails }) };
  return Buffer.from(JSON.stringify(body));
};

/** For what Fastify refuses before it has found a route (a URL that is none): its own answer would repeat what was sent. */
export function refuseUnrouted(error: FastifyError, request: FastifyRequest, reply: FastifyReply): void {
  const known = coded(error);
  reply.code(known.status).type('application/json').send(bodyOf(known, request.id));
}

const PATTERNS = Object.values(ENDPOINTS).map((endpoint) => ({
  method: endpoint.method,
  pattern: new RegExp(`^${endpoint.path.replaceAll(/:\w+/g, '[^/]+')}$`),
}));

/** One of the four doors where bugs are caught: the caller hears a code and a correlation id, the log the rest. */
export function installErrorHandler(app: FastifyInstance): void {
  app.setErrorHandler<FastifyError | ApiError>((error, request, reply) => {
    const known = coded(error);
    if (known.status >= 500) request.log.error({ err: error, code: known.code }, 'request failed');
    else request.log.info({ code: known.code, safeDetails: known.safeDetails }, 'request refused');
    // the rest of an unread upload must not be taken for the next request
    if (!request.raw.readableEnded) reply.header('connection', 'close');
    return reply.code(known.status).type('application/json').send(bodyOf(known, request.id));
  });
  app.setNotFoundHandler((request) => {
    const path = request.url.split('?', 1)[0] ?? '';
    const methods = PATTERNS.filter((entry) => entry.pattern.test(path)).map((entry) => entry.method);
    throw methods.length === 0 ? refuse('API_NOT_FOUND') : refuse('API_METHOD_NOT_ALLOWED', { allow: methods });
  });
}
