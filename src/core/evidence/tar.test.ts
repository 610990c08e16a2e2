import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { latin1, must } from '../base';
import { readTar, writeTar } from './tar';

const entry = fc.record({
  name: fc.stringMatching(/^[a-z0-9][a-z0-9._-]{0,30}[a-z0-9]$/),
  data: fc.uint8Array({ maxLength: 1500 }),
});
const entries = fc.uniqueArray(entry, { selector: (one) => one.name, maxLength: 5 });
const hasTar = spawnSync('tar', ['--version']).stdout?.includes('GNU tar') === true;

describe('ustar', () => {
  it('reads back what it wrote', () => {
    fc.assert(
      fc.property(entries, (list) => {
        expect(must(readTar(must(writeTar(list))))).toEqual(list);
      }),
    );
  });

  it('refuses any archive with one byte changed outside the data', () => {
    const archive = must(writeTar([{ name: 'capture.json', data: latin1('{}') }]));
    for (let at = 0; at < archive.length; at++) {
      if (at === 512 || at === 513) continue;
      const changed = archive.slice();
      changed[at] = (changed[at] as number) ^ 0x01;
      expect(readTar(changed).ok, `byte ${at}`).toBe(false);
    }
  });

  it('answers any bytes with a code', () => {
    fc.assert(
      fc.property(fc.uint8Array({ size: 'large', maxLength: 2048 }), (bytes) => typeof readTar(bytes).ok === 'boolean'),
    );
  });

  it.each(['../a', '/abs', 'A', 'a/b', 'x'.repeat(101), '', 'é1'])('refuses the name %j', (name) => {
    expect(writeTar([{ name, data: new Uint8Array() }]).ok).toBe(false);
  });

  it('refuses a name twice', () => {
    const one = { name: 'aa', data: new Uint8Array() };
    expect(writeTar([one, one])).toMatchObject({ ok: false, error: { code: 'EVIDENCE_TAR_INVALID' } });
  });

  it.skipIf(!hasTar)('is unpacked by GNU tar, which makes the same bytes', () => {
    const folder = mkdtempSync(join(tmpdir(), 'iw-tar-'));
    try {
      const list = [
        { name: 'capture.json', data: latin1('{}') },
        { name: 'pen.19794-7', data: new Uint8Array(1024).fill(7) },
        { name: 'empty.bin', data: new Uint8Array() },
      ];
      writeFileSync(join(folder, 'p.tar'), must(writeTar(list)));
      const listing = execFileSync('tar', ['-tvf', join(folder, 'p.tar')], { env: { ...process.env, TZ: 'UTC' } });
      expect(listing.toString()).toContain('-rw-r--r-- 0/0               2 1970-01-01 00:00 capture.json');
      execFileSync('tar', ['-xf', join(folder, 'p.tar'), '-C', folder]);
      const deterministic = ['--format=ustar', '--blocking-factor=1', '--numeric-owner', '--owner=0', '--group=0'];
      const names = list.map((one) => one.name);
      const made = execFileSync('tar', [
        ...deterministic,
        '--mtime=@0',
        '--mode=0644',
        '-C',
        folder,
        '-cf',
        '-',
        ...names,
      ]);
      expect(new Uint8Array(made)).toEqual(must(writeTar(list)));
      for (const { name, data } of list) expect(new Uint8Array(readFileSync(join(folder, name)))).toEqual(data);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
