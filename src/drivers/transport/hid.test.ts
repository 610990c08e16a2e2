import { EventEmitter } from 'node:events';
import type { HIDAsync } from 'node-hid';
import { expect, it } from 'vitest';
import { openHid } from './hid';

/** What node-hid gives for a path; its close ends when the test says so. */
class Handle extends EventEmitter {
  closed: () => void = () => undefined;
  close = (): Promise<void> =>
    new Promise((resolve) => {
      this.closed = resolve;
    });
}
const handles: Handle[] = [];
const open = async (path: string): Promise<HIDAsync> => {
  if (path === 'nowhere') throw new Error('cannot open device with path nowhere');
  handles.push(new Handle());
  return handles.at(-1) as unknown as HIDAsync;
};
const info = { path: '/dev/hidraw0', vendorId: 0x056a, productId: 0x00a8, release: 0, interface: 0 };
const codeOf = async (path = info.path): Promise<string> => {
  const opened = await openHid({ ...info, path }, open);
  return opened.ok ? 'open' : opened.error.code;
};

it('a device has one handle: a second is refused until the first is closed, not before', async () => {
  const first = await openHid(info, open);
  expect(await codeOf()).toBe('DEVICE_BUSY');
  expect(await codeOf('/dev/hidraw1')).toBe('open');
  expect(await codeOf('nowhere')).toBe('DEVICE_ABSENT');
  expect(await codeOf('nowhere')).toBe('DEVICE_ABSENT');
  // unplugged: whoever closes it as well waits for the same end
  handles[0]?.emit('error', new Error('could not read from HID device'));
  const closing = first.ok ? first.value.close() : undefined;
  expect(await codeOf()).toBe('DEVICE_BUSY');
  handles[0]?.closed();
  await closing;
  expect(await codeOf()).toBe('open');
  expect(handles).toHaveLength(3);
});
