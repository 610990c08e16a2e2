import type { UsbDescriptors, UsbInterface } from '../virtual-pad/usb-model';

/** USB 2.0, 9.6: descriptors of a device with one configuration; HID 1.11, 6.2.1. */
const TYPE = { device: 1, configuration: 2, string: 3, interface: 4, endpoint: 5, hid: 0x21, report: 0x22 } as const;
const ENDPOINT_KIND = { bulk: 2, interrupt: 3 } as const;
const ENGLISH = 0x0409;
const low = (word: number): number => word & 0xff;
const high = (word: number): number => word >> 8;

/** The class is told by the interfaces. */
export const deviceDescriptor = ({ vendorId, productId, release }: UsbDescriptors): Uint8Array =>
  Uint8Array.from([
    ...[18, TYPE.device, 0x00, 0x02, 0, 0, 0, 64],
    ...[vendorId, productId, release].flatMap((word) => [low(word), high(word)]),
    ...[1, 2, 3, 1],
  ]);

export function configurationDescriptor({ interfaces }: UsbDescriptors): Uint8Array {
  const inner = interfaces.flatMap(interfaceDescriptors);
  const length = 9 + inner.length;
  const head = [9, TYPE.configuration, low(length), high(length), interfaces.length, 1, 0, 0xa0, 50];
  return Uint8Array.from([...head, ...inner]);
}

const interfaceDescriptors = (
  { code, reportDescriptor, functional, endpoints }: UsbInterface,
  index: number,
): readonly number[] => [
  ...[9, TYPE.interface, index, 0, endpoints.length, ...code, 0],
  ...(reportDescriptor === undefined
    ? []
    : [9, TYPE.hid, 0x11, 0x01, 0, 1, TYPE.report, low(reportDescriptor.length), high(reportDescriptor.length)]),
  ...(functional ?? []),
  ...endpoints.flatMap(({ address, kind, packet, interval }) => [
    ...[7, TYPE.endpoint, address, ENDPOINT_KIND[kind], low(packet), high(packet), interval ?? 0],
  ]),
];

export function stringDescriptor({ strings }: UsbDescriptors, index: number): Uint8Array | undefined {
  if (index === 0) return Uint8Array.of(4, TYPE.string, low(ENGLISH), high(ENGLISH));
  const text = strings[index - 1];
  if (text === undefined) return undefined;
  const units = Buffer.from(text, 'utf16le');
  return Uint8Array.from([units.length + 2, TYPE.string, ...units]);
}
