import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { must } from '../../core/base';
import { ObjectStore } from './object-store';

let folder: string;
let store: ObjectStore;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'inkwitness-objects-'));
  store = await ObjectStore.open(folder);
});
afterEach(() => rmSync(folder, { recursive: true }));

const bytes = Buffer.from('%PDF-1.7 and so on');
const sha256 = createHash('sha256').update(bytes).digest('hex');
const stream = () => Readable.from([bytes.subarray(0, 5), bytes.subarray(5)]);
const left = () => readdirSync(join(folder, 'incoming'));

describe('object store', () => {
  it('keeps what arrived under its digest', async () => {
    const received = must(await store.receive(stream(), { maxBytes: 100, sha256, size: bytes.length }));
    await received.keep();
    expect(readFileSync(store.pathOf(sha256))).toEqual(bytes);
    expect(left()).toEqual([]);
  });
  it('leaves nothing behind when refused, whatever the reason', async () => {
    const codes = [];
    codes.push(await store.receive(stream(), { maxBytes: 6 }));
    codes.push(await store.receive(stream(), { maxBytes: 100, sha256: '0'.repeat(64) }));
    codes.push(await store.receive(stream(), { maxBytes: 100, size: bytes.length + 1 }));
    const broken = new Readable({ read() {} });
    broken.push(bytes);
    setImmediate(() => broken.destroy(new Error('gone')));
    codes.push(await store.receive(broken, { maxBytes: 100 }));
    expect(codes.map((result) => (result.ok ? 'ok' : result.error.code))).toEqual([
      'ARCHIVE_TOO_LARGE',
      'ARCHIVE_DIGEST_MISMATCH',
      'ARCHIVE_UPLOAD_BROKEN',
      'ARCHIVE_UPLOAD_BROKEN',
    ]);
    expect(left()).toEqual([]);
  });
  it('sweeps away what an earlier life left unfinished', async () => {
    writeFileSync(join(folder, 'incoming', 'x'), 'half');
    await ObjectStore.open(folder);
    expect(left()).toEqual([]);
  });
});
