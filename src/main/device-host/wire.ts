import type { DeviceHostCommand, DeviceHostEvent, DeviceHostOptions } from './device-host';

/** Between the parent and the process that runs the drivers; both are ours and built together. */
export type ToHost =
  | { readonly type: 'options'; readonly options: DeviceHostOptions }
  | { readonly type: 'command'; readonly command: Exclude<DeviceHostCommand, { type: 'display-port' }> }
  /** The port itself comes as the transferred one. */
  | { readonly type: 'display-port' }
  | { readonly type: 'close' };

export type FromHost =
  | { readonly type: 'events'; readonly events: readonly DeviceHostEvent[] }
  | { readonly type: 'closed' };
