import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { reasonAgainst } from '../../scripts/package/judge-runtime';
import { judgeLicences } from '../../scripts/package/licences';
import { bundledPackages, packagesAskedFor, productionPackages } from '../../scripts/package/production-packages';

const ROOT = join(import.meta.dirname, '..', '..');

describe('what may be packaged', () => {
  it.each([
    ['official', '45.4.1', true],
    ['official', '45.4.0', false],
    ['override', '45.10.0', true],
    ['override', '44.9.9', false],
    ['override', '25.1.1', false],
    ['override', 'unknown', false],
    ['override', '46.0.0', true],
    ['test', '45.4.1', false],
  ] as const)('%s runtime %s: %s', (kind, version, may) => {
    expect(reasonAgainst({ kind, version }, '45.4.1') === undefined).toBe(may);
  });

  it('every package that is shipped has a licence that somebody accepted', async () => {
    const programs = [
      'dist/kiosk/main.cjs',
      'dist/kiosk/device-host.cjs',
      'dist/server/server.mjs',
      'dist/cli/cli.mjs',
    ];
    const asked = await packagesAskedFor(ROOT, [...programs, 'dist/server/second-reader.mjs']);
    expect(asked).toEqual(expect.arrayContaining(['fastify', 'node-hid', 'serialport', 'usb']));
    const bundled = bundledPackages(ROOT, JSON.parse(readFileSync(join(ROOT, 'dist/bundled.json'), 'utf8')));
    expect(bundled.map(({ name }) => name)).toEqual(expect.arrayContaining(['react', 'pdfjs-dist', 'zod']));
    const shipped = [...productionPackages(ROOT, asked), ...bundled];
    expect(shipped.length).toBeGreaterThan(100);
    expect(judgeLicences(shipped)).toEqual([]);
    const stranger = { path: 'node_modules/x', name: 'x', version: '1.0.0', integrity: undefined };
    expect(
      judgeLicences([
        { ...stranger, license: 'GPL-3.0-only' },
        { ...stranger, license: undefined },
      ]),
    ).toHaveLength(2);
  });
});
