import type { FingerDevice } from '../../core/finger';
import type { FingerprintPadDefinition } from '../device';
import { type DeviceErrorCode, Listeners, type TransportEnd, type UsbPort } from '../transport';
import type { FingerOutcome } from './fingerprint-pad';

interface Port {
  onEnd(listener: (end: TransportEnd) => void): () => void;
  close(): Promise<void>;
}

/** The life of a reader at a port: lost when the port is, closed with it. */
export class PortPad<P extends Port> {
  private readonly lost = new Listeners<DeviceErrorCode>();
  private end: DeviceErrorCode | undefined;

  constructor(protected readonly port: P) {
    port.onEnd((end) => {
      if (end !== 'lost') return;
      this.end = 'DEVICE_LOST';
      this.lost.emit('DEVICE_LOST');
    });
  }

  protected get hasEnded(): boolean {
    return this.end !== undefined;
  }

  onLost(listener: (code: DeviceErrorCode) => void): () => void {
    if (this.end !== undefined) listener(this.end);
    return this.lost.add(listener);
  }

  async close(): Promise<void> {
    this.lost.clear();
    await this.port.close();
  }
}

export const fingerDeviceAt = ({ info }: UsbPort, definition: FingerprintPadDefinition): FingerDevice => ({
  definitionId: definition.id,
  definitionVersion: definition.version,
  vendor: definition.vendor,
  product: definition.product,
  ...(info.serialNumber === undefined ? {} : { serial: info.serialNumber }),
  transport: 'usb',
});

export const failed = (code: string): FingerOutcome => ({
  kind: 'failed',
  reason: 'device',
  code: code as DeviceErrorCode,
});
