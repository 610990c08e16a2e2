export * from './content-security-policy';
export * from './errors';
export * from './switches';
