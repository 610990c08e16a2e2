export * from './bytes';
export * from './error-table';
export * from './ports';
export * from './result';
