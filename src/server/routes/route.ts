import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { type Caller, errorBody, opaqueId } from '../../contracts/api';
import type { ServerContext } from '../context';
import { answerRetry, authenticate, type NonceMemory } from '../plugins';

export interface RouteDoors {
  readonly context: ServerContext;
  readonly nonces: NonceMemory;
}

/** Adds one resource's routes. */
export type Route = (app: FastifyInstance, doors: RouteDoors) => void;

type Guarded = Exclude<Caller, 'none'>;

/** Hooks of a signed read. */
export const reading = ({ context, nonces }: RouteDoors, caller: Guarded) => ({
  preValidation: authenticate(context, nonces, caller),
});

/** Hooks of a signed, repeatable write. */
export const writing = ({ context, nonces }: RouteDoors, caller: Guarded) => ({
  preValidation: authenticate(context, nonces, caller),
  preHandler: answerRetry(context),
});

export const taskParams = z.strictObject({ taskId: opaqueId });
export const stationParams = z.strictObject({ stationId: opaqueId });

/** For the OpenAPI page: what every signed route may answer besides its own. */
export const refusals = {
  400: errorBody,
  401: errorBody,
  403: errorBody,
  404: errorBody,
  409: errorBody,
  422: errorBody,
};
