export * from './errors';
export * from './hid';
export { Listeners } from './listeners';
export * from './loopback-line';
export * from './replay';
export * from './serial';
export * from './serial-list';
export * from './transport';
export * from './usb';
