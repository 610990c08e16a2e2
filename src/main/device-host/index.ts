export * from './device-host';
export { createDeviceHost, type DeviceHostPorts } from './in-process-host';
export type { PortAccess } from './open-devices';
export { type DeviceHostCarrier, remoteDeviceHost } from './remote-device-host';
export { parseSerialSettings, serialPortsFrom } from './serial-settings';
