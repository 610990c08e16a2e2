import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { parseSerialSettings, serialPortsFrom } from './serial-settings';

const dir = mkdtempSync(join(tmpdir(), 'settings-'));
afterAll(() => rmSync(dir, { recursive: true }));

describe('serial settings', () => {
  it('reads path=definition pairs', () => {
    expect(parseSerialSettings(' /dev/ttyACM0=wacom-stu-540, COM3=ef01-zfm-20,broken,=x, a=b=c ')).toEqual([
      { path: '/dev/ttyACM0', definition: 'wacom-stu-540' },
      { path: 'COM3', definition: 'ef01-zfm-20' },
      { path: 'a=b', definition: 'c' },
    ]);
  });

  it('the environment goes before settings.json, odd entries are left out', async () => {
    const ports = [{ path: 'COM4', definition: 'ef01-zfm-20', more: 1 }, { path: 5 }, null, 'x'];
    writeFileSync(join(dir, 'settings.json'), JSON.stringify({ serialPorts: ports }));
    expect(await serialPortsFrom(dir, { INKWITNESS_SERIAL: 'COM3=wacom-stu-540' })).toEqual([
      { path: 'COM3', definition: 'wacom-stu-540' },
      { path: 'COM4', definition: 'ef01-zfm-20' },
    ]);
  });

  it.each(['', '{', 'null', '{"serialPorts":{}}'])('settings.json of %j is no settings', async (text) => {
    writeFileSync(join(dir, 'settings.json'), text);
    expect(await serialPortsFrom(dir, {})).toEqual([]);
    expect(await serialPortsFrom(join(dir, 'nowhere'), {})).toEqual([]);
  });
});
