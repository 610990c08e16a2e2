export * from './device-host';
export { FreshStroke } from './fresh-stroke';
export { createDeviceHost, type DeviceHostPorts } from './in-process-host';
export { namedDevicesFrom, parseSerialSettings } from './named-devices';
export type { PortAccess } from './open-devices';
export { type DeviceHostCarrier, remoteDeviceHost } from './remote-device-host';
