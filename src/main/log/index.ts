export * from './bug-fields';
export * from './log';
