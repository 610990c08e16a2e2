export * from './content-security-policy';
export * from './switches';
