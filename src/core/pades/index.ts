export * from './byte-range';
export * from './errors';
export * from './sign-pades';
