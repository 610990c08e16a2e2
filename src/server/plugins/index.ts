export { ApiError, refuse } from './api-error';
export { authenticate, type Identity, identified } from './authentication';
export { installBodyParsers } from './body-parsers';
export { installErrorHandler, refuseUnrouted } from './error-handler';
export { type Answer, answerRetry, commit } from './idempotency';
export { knownKeyVerifier } from './known-key-verifier';
export { createLog } from './log';
export { NonceMemory } from './nonce-memory';
export { installOpenApi } from './openapi';
