import { setTimeout as sleep } from 'node:timers/promises';
import { err, ok } from '../../../src/core/base';
import { Listeners, type TransportEnd, type UsbPort } from '../../../src/drivers/transport';
import type { UsbModel } from './usb-model';

const POLL_MS = 2;

/** A model behind the product's own port, without a kernel; `unplug()` ends it as a pulled cable does. */
export function memoryUsbPort(
  model: UsbModel,
): UsbPort & { unplug(): void; readonly pending: () => readonly number[] } {
  const ended = new Listeners<TransportEnd>();
  const pending: number[] = [];
  let end: TransportEnd | undefined;
  const finish = (how: TransportEnd): void => {
    if (end !== undefined) return;
    end = how;
    ended.emit(how);
  };
  const { vendorId, productId, release, strings } = model.descriptors;
  return {
    info: { path: 'usb:memory', vendorId, productId, release, serialNumber: strings[2] },
    pending: () => pending,
    async controlIn(setup, length) {
      if (end !== undefined) return err('DEVICE_LOST');
      const data = model.controlIn({ ...setup, length });
      return data === undefined ? err('DEVICE_REFUSED') : ok(Uint8Array.from(data));
    },
    async controlOut(setup, bytes) {
      if (end !== undefined) return err('DEVICE_LOST');
      return model.controlOut({ ...setup, length: bytes.length }, bytes) ? ok(undefined) : err('DEVICE_REFUSED');
    },
    async read(endpoint, length, { timeoutMs, signal }) {
      pending.push(endpoint);
      try {
        for (let waited = 0; waited < timeoutMs && !signal?.aborted; waited += POLL_MS) {
          if (end !== undefined) return err('DEVICE_LOST');
          const data = model.input(endpoint);
          if (data !== undefined) return ok(data.slice(0, length));
          await sleep(POLL_MS);
        }
        return err('DEVICE_NO_ANSWER');
      } finally {
        pending.splice(pending.indexOf(endpoint), 1);
      }
    },
    write: async () => (end === undefined ? ok(undefined) : err('DEVICE_LOST')),
    onEnd(listener) {
      if (end !== undefined) listener(end);
      return ended.add(listener);
    },
    close: async () => finish('closed'),
    unplug: () => finish('lost'),
  };
}
