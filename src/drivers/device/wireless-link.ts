import type { SerialLink } from './definition';

/**
 * The same bytes through a Bluetooth or 2.4 GHz virtual serial port. Rate and parity mean nothing to the radio; the first rate
 * is set all the same. 1500 ms covers a radio that sleeps between packets.
 */
export const wirelessLink = (baudRate: number): SerialLink => ({
  kind: 'serial',
  baudRates: [baudRate],
  parity: 'none',
  wireless: { latencyMs: 1500 },
  usb: [],
});
