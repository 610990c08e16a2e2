import { recordedHand } from '../../src/cli/sign/recorded-hand';
import type { DeviceHost, DeviceHostEvent } from '../../src/main/device-host';

/** A device host without ports: start-ink plays a recorded signature at once, start-finger shows a recorded print. */
export function recordedDeviceHost(): DeviceHost {
  const listeners = new Set<(event: DeviceHostEvent) => void>();
  const tell = (event: DeviceHostEvent): void => {
    for (const listener of listeners) listener(event);
  };
  const hand = recordedHand();
  return {
    onEvent: (listener) => {
      listeners.add(listener);
      void hand.then(({ ink, finger }) => {
        listener({ type: 'pad', state: 'ready', device: ink.device });
        listener({
          type: 'finger-pad',
          state: 'ready',
          ...(finger?.image.device ? { device: finger.image.device } : {}),
        });
      });
      return () => void listeners.delete(listener);
    },
    send: ({ type }) => {
      if (type === 'start-ink') {
        void hand.then(({ ink }) => {
          ink.reports.forEach((report, index) => {
            const sample = ink.samples[index];
            tell({ type: 'report', report, ...(sample ? { sample } : {}) });
          });
        });
      }
      if (type === 'start-finger') {
        void hand.then(({ finger }) => {
          if (finger === undefined) return;
          // The kiosk wipes the pixels after their use.
          const image = { ...finger.image, pixels: finger.image.pixels.slice() };
          setImmediate(() => tell({ type: 'finger-image', image, quality: finger.quality }));
        });
      }
    },
    close: async () => listeners.clear(),
  };
}
