import type { Result } from '../../core/base';
import type { DeviceDefinitionBase } from '../device';
import type { FingerprintPad } from '../fingerprint-pad';
import type { PenTablet } from '../pen-tablet';

/**
 * A device that is reached only through a vendor's DLL or a service on this machine. An adapter turns it into the faces that
 * every other device has; test/contract/adapter-contract.ts holds every adapter to the same rules.
 */
export interface DeviceAdapter {
  readonly about: DeviceDefinitionBase;
  /**
   * Opens the device, in bounded time, as often as asked: after it was lost, this is the way back. DEVICE_ABSENT when the
   * vendor's software is not there or sees no device, DEVICE_NO_ANSWER, DEVICE_REFUSED, DEVICE_GARBLED.
   */
  open(): Promise<Result<AdapterDevice>>;
}

/** An open device; what it lacks is absent. Nothing that the vendor's software says may make any of it throw. */
export interface AdapterDevice {
  readonly serial?: string;
  readonly fingerprintPad?: FingerprintPad;
  readonly penTablet?: PenTablet;
  close(): Promise<void>;
}
