export * from './adapter';
export { adapterOf } from './adapter-of';
export { bridgeAdapter } from './bridge';
export { donseeAdapter } from './donsee';
