export { addOperator, changePassword, listOperators, removeOperator } from './operators';
export { freshPassword } from './password';
export { endSession, SESSION_LIFE_MS, sessionOf, sweepSessions } from './sessions';
export { SignIn, type SignInOutcome } from './sign-in';
