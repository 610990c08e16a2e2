import { describe, expect, it } from 'vitest';
import { listUsb, openUsb, usbOpenCode, usbTransferCode } from './usb';

describe('texts of the USB binding', () => {
  it.each([
    ['open error: Permission denied (os error 13)', 'DEVICE_FORBIDDEN'],
    ['claimInterface error: device is busy (os error 16)', 'DEVICE_BUSY'],
    ['open error: incompatible driver is installed for this device', 'DEVICE_NO_DRIVER'],
    ['NOT_SUPPORTED', 'DEVICE_NO_DRIVER'],
    ['device not found', 'DEVICE_ABSENT'],
  ])('%s is %s', (text, code) => expect(usbOpenCode(text)).toBe(code));

  it.each([
    ['transferIn error: transfer was cancelled', 'DEVICE_NO_ANSWER'],
    ['transferIn error: endpoint stalled', 'DEVICE_REFUSED'],
    ['transferIn error: device disconnected', 'DEVICE_LOST'],
    ['transferIn error: invalid state', 'DEVICE_LOST'],
    ['transferIn error: hardware fault or protocol violation', 'DEVICE_GARBLED'],
  ])('%s is %s', (text, code) => expect(usbTransferCode(text)).toBe(code));
});

describe('the real binding', () => {
  it('lists without a device and refuses one that is not there', async () => {
    expect(await listUsb(new Set([0xfffe]))).toEqual([]);
    const info = { path: 'usb:9:9', vendorId: 0xfffe, productId: 1, release: 0 };
    expect(await openUsb(info, 0)).toMatchObject({ error: { code: 'DEVICE_ABSENT' } });
  });
});
