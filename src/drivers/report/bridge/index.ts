export * from './pen-report';
