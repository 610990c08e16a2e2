export * from './kiosk-protocol';
