import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { namedDevicesFrom } from './named-devices';

const dir = mkdtempSync(join(tmpdir(), 'settings-'));
afterAll(() => rmSync(dir, { recursive: true }));
const nowhere = join(dir, 'nowhere');

describe('devices named by a person', () => {
  it('reads place=definition pairs', async () => {
    const INKWITNESS_SERIAL = ' /dev/ttyACM0=wacom-stu-540, COM3=ef01-zfm-20,broken,=x, a=b=c ';
    const INKWITNESS_SERVICES = 'ws://127.0.0.1:30190=bridge-pen';
    expect(await namedDevicesFrom(nowhere, { INKWITNESS_SERIAL, INKWITNESS_SERVICES })).toEqual({
      serialPorts: [
        { path: '/dev/ttyACM0', definition: 'wacom-stu-540' },
        { path: 'COM3', definition: 'ef01-zfm-20' },
        { path: 'a=b', definition: 'c' },
      ],
      services: [{ address: 'ws://127.0.0.1:30190', definition: 'bridge-pen' }],
    });
  });

  it('the environment goes before the settings', async () => {
    const serialPorts = [{ path: 'COM4', definition: 'ef01-zfm-20' }];
    const services = ['ws://localhost:30089=donsee-est-100'];
    writeFileSync(join(dir, 'settings.json'), JSON.stringify({ serialPorts, services }));
    expect(await namedDevicesFrom(dir, { INKWITNESS_SERIAL: 'COM3=wacom-stu-540' })).toEqual({
      serialPorts: [
        { path: 'COM3', definition: 'wacom-stu-540' },
        { path: 'COM4', definition: 'ef01-zfm-20' },
      ],
      services: [{ address: 'ws://localhost:30089', definition: 'donsee-est-100' }],
    });
  });

  it('in a ward only settings name devices, and a recording is none', async () => {
    const recording = { path: 'replay:one.ndjson', definition: 'wacom-stu-540' };
    const port = { path: 'COM4', definition: 'ef01-zfm-20' };
    writeFileSync(join(dir, 'settings.json'), JSON.stringify({ serialPorts: [recording, port] }));
    expect((await namedDevicesFrom(dir, {})).serialPorts).toEqual([recording, port]);
    expect(await namedDevicesFrom(dir, undefined)).toEqual({ serialPorts: [port], services: [] });
  });

  it.each(['', '{', 'null', '{"serialPorts":{},"services":1}'])('settings.json of %j is no settings', async (text) => {
    writeFileSync(join(dir, 'settings.json'), text);
    expect(await namedDevicesFrom(dir, {})).toEqual({ serialPorts: [], services: [] });
    expect(await namedDevicesFrom(nowhere, {})).toEqual({ serialPorts: [], services: [] });
  });
});
