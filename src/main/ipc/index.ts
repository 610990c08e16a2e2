export * from './errors';
export * from './kiosk-doors';
