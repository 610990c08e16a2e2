import type { UsbDescriptors } from '../virtual-pad/usb-model';

/** USB 2.0, 9.6: descriptors of a device with one configuration and one interface of its own class. */
const TYPE = { device: 1, configuration: 2, string: 3, interface: 4, endpoint: 5 } as const;
const VENDOR_CLASS = 0xff;
const ENDPOINT_KIND = { bulk: 2, interrupt: 3 } as const;
const ENGLISH = 0x0409;
const low = (word: number): number => word & 0xff;
const high = (word: number): number => word >> 8;

export const deviceDescriptor = ({ vendorId, productId, release }: UsbDescriptors): Uint8Array =>
  Uint8Array.from([
    ...[18, TYPE.device, 0x00, 0x02, VENDOR_CLASS, VENDOR_CLASS, VENDOR_CLASS, 64],
    ...[vendorId, productId, release].flatMap((word) => [low(word), high(word)]),
    ...[1, 2, 3, 1],
  ]);

export function configurationDescriptor({ endpoints }: UsbDescriptors): Uint8Array {
  const inner = [
    ...[9, TYPE.interface, 0, 0, endpoints.length, VENDOR_CLASS, VENDOR_CLASS, VENDOR_CLASS, 0],
    ...endpoints.flatMap(({ address, kind, packet, interval }) => [
      ...[7, TYPE.endpoint, address, ENDPOINT_KIND[kind], low(packet), high(packet), interval ?? 0],
    ]),
  ];
  const length = 9 + inner.length;
  return Uint8Array.from([9, TYPE.configuration, low(length), high(length), 1, 1, 0, 0xa0, 50, ...inner]);
}

export function stringDescriptor({ strings }: UsbDescriptors, index: number): Uint8Array | undefined {
  if (index === 0) return Uint8Array.of(4, TYPE.string, low(ENGLISH), high(ENGLISH));
  const text = strings[index - 1];
  if (text === undefined) return undefined;
  const units = Buffer.from(text, 'utf16le');
  return Uint8Array.from([units.length + 2, TYPE.string, ...units]);
}
