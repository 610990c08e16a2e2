export { certificateFacts } from './certificate-facts';
export * from './errors';
export { etsiReport, type JudgedFile } from './etsi/etsi-report';
export type { EtsiValidationReport } from './etsi/types';
export type * from './types';
export * from './validate-pdf';
