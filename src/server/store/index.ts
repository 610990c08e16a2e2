export { Database, type Session } from './database';
export * from './schema';
