export * from './adapter';
export * from './donsee';
