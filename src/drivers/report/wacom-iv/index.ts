export * from './commands';
export * from './decode';
