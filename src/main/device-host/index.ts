export * from './device-host';
