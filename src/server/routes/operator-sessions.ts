import type { FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { operatorSession, signInRequest } from '../../contracts/api';
import type { ServerContext } from '../context';
import { endSession, type SignInOutcome } from '../operators';
import { type ApiError, refuse, requireOwnOrigin, setOperatorCookie, shownSecret, signedIn } from '../plugins';
import { type Route, reading, refusals } from './route';

type Refused = Exclude<SignInOutcome, { result: 'opened' }>;

function refusalOf(outcome: Refused): ApiError {
  if (outcome.result === 'busy') return refuse('API_BUSY');
  if (outcome.result === 'refused') return refuse('AUTH_SIGN_IN_FAILED');
  return refuse('AUTH_SIGN_IN_THROTTLED', { retryAfterSeconds: Math.ceil(outcome.waitMs / 1000) });
}

/** The audit's line: who, from where, and how it ended. A name that is nobody's is left out: it may be a password. */
function note({ log, metrics }: ServerContext, request: FastifyRequest, outcome: SignInOutcome): void {
  const { result } = outcome;
  metrics.signIns.inc({ result });
  const address = request.ip;
  if (outcome.result === 'opened') log.info({ operator: outcome.session.operator, address }, 'operator signed in');
  else
    log.warn(
      { result, address, ...(outcome.result === 'refused' ? { operator: outcome.operator } : {}) },
      'sign-in refused',
    );
}

/** POST /v1/operator-sessions and POST /v1/operator-sessions/end */
export const operatorSessionRoutes: Route = (app, doors) => {
  const { context } = doors;
  const typed = app.withTypeProvider<ZodTypeProvider>();
  typed.post(
    '/v1/operator-sessions',
    {
      preValidation: requireOwnOrigin,
      schema: { body: signInRequest, response: { 201: operatorSession, ...refusals } },
    },
    async (request, reply) => {
      const outcome = await context.signIn.attempt(request.body, request.ip);
      note(context, request, outcome);
      if (outcome.result !== 'opened') {
        if (outcome.result === 'throttled') reply.header('retry-after', Math.ceil(outcome.waitMs / 1000));
        throw refusalOf(outcome);
      }
      const before = shownSecret(request);
      if (before !== undefined) await endSession(context.database, context.digest, before);
      const { secret, operator, endsAtMs } = outcome.session;
      setOperatorCookie(request, reply, secret);
      return reply.code(201).header('cache-control', 'no-store').send({ operator, endsAtMs });
    },
  );
  typed.post(
    '/v1/operator-sessions/end',
    {
      preValidation: [requireOwnOrigin, reading(doors, 'operator').preValidation],
      schema: { response: { 200: operatorSession, ...refusals } },
    },
    async (request, reply) => {
      const session = signedIn(request);
      await endSession(context.database, context.digest, shownSecret(request) ?? '');
      context.log.info({ operator: session.operator, address: request.ip }, 'operator signed out');
      setOperatorCookie(request, reply, undefined);
      return reply.header('cache-control', 'no-store').send(session);
    },
  );
};
