export { Database, type Session } from './database';
export { prepared } from './prepared';
export * from './schema';
