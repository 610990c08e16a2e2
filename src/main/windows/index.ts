export * from './kiosk-windows';
export * from './web-locks';
