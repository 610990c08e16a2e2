import { describe, expect, it } from 'vitest';
import { HostProbe } from '../../../test/support/host-probe';
import { StuHidPad } from '../../../test/support/virtual-pad/stu-hid-pad';
import { STU_MODELS } from '../../../test/support/virtual-pad/stu-models';
import type { PadPicture } from '../../contracts/ipc';
import { err } from '../../core/base';
import { createDeviceHost } from './in-process-host';

const WIDTH = 800;
const HEIGHT = 480;
const picture: PadPicture = {
  width: WIDTH,
  height: HEIGHT,
  pixels: new Uint8Array(WIDTH * HEIGHT * 4).map((_, at) => (at < WIDTH * 4 * 8 ? 0 : 255)),
  ink: { x: 0, y: 100, width: WIDTH, height: 280 },
  taps: [
    { tap: 'clear', area: { x: 0, y: 400, width: 200, height: 80 } },
    { tap: 'confirm', area: { x: 600, y: 400, width: 200, height: 80 } },
  ],
};

/** A host with a pad on HID in memory, the picture on its screen. */
async function signing(encryptPen = false) {
  const pad = new StuHidPad(STU_MODELS['wacom-stu-540']);
  const device = pad.device();
  const host = createDeviceHost(
    { serialPorts: [], encryptPen },
    {
      retryMs: 20,
      ports: {
        listSerial: async () => [],
        openSerial: async () => err('DEVICE_ABSENT'),
        openService: async () => err('DEVICE_ABSENT'),
        listUsb: async () => [],
        openUsb: async () => err('DEVICE_ABSENT'),
        listHid: async () => [device.info],
        openHid: async () => ({ ok: true, value: device }),
      },
    },
  );
  const probe = new HostProbe(host);
  await probe.padIs('ready');
  host.send({ type: 'start-ink' });
  host.send({ type: 'pad-picture', picture });
  // the wiping at the start, then the picture
  for (let drawn = 0; drawn < 2; )
    drawn =
      (await probe.until(() => true, probe.events.length)) && probe.of('pad-busy').filter(({ busy }) => !busy).length;
  await new Promise(setImmediate);
  return { pad, host, probe, black: () => pad.screen.rows.flat().filter((colour) => colour === '000000').length };
}

describe('the screen of a pad', () => {
  it('shows the picture while somebody signs, and nothing afterwards', async () => {
    const { host, probe, black } = await signing();
    expect(black()).toBe(WIDTH * 8);
    const from = probe.events.length;
    host.send({ type: 'stop-ink' });
    await probe.until((event) => event.type === 'pad-busy' && !event.busy, from);
    expect(black()).toBe(0);
    await host.close();
  });

  it('a tap is told and is no ink; its reports are not missing in the count', async () => {
    const { pad, host, probe } = await signing();
    pad.tap(300, 200);
    pad.tap(700, 440);
    pad.tap(10, 410);
    pad.tap(300, 440);
    expect(probe.of('pad-tap').map(({ tap }) => tap)).toEqual(['confirm', 'clear']);
    const samples = probe.of('report').flatMap(({ sample }) => sample ?? []);
    expect(samples).toHaveLength(16);
    expect(samples.filter(({ tipSwitch }) => tipSwitch).map(({ sequence }) => sequence)).toEqual(
      [0, 1, 12, 13].map((at) => (samples[0]?.sequence as number) + at),
    );
    await host.close();
  });

  it('an encrypted pen signs and taps the same', async () => {
    const { pad, host, probe } = await signing(true);
    expect(pad.isCapturing).toBe(true);
    pad.tap(300, 200);
    pad.tap(700, 440);
    expect(probe.of('pad-tap').map(({ tap }) => tap)).toEqual(['confirm']);
    expect(probe.of('report').map(({ sample }) => sample?.tipSwitch)).toEqual([
      true,
      true,
      ...new Array(6).fill(false),
    ]);
    await host.close();
  });

  it('before the picture is there, and after it is gone, nothing is a tap', async () => {
    const { pad, host, probe } = await signing();
    host.send({ type: 'stop-ink' });
    host.send({ type: 'start-ink' });
    pad.tap(700, 440);
    expect(probe.of('pad-tap')).toEqual([]);
    await host.close();
  });
});
