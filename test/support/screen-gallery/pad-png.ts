import { crc32, deflateSync } from 'node:zlib';

/** A PNG (ISO/IEC 15948) of what a pad shows: rows of `rrggbb`. */
export function pngOf(rows: readonly (readonly string[])[]): Uint8Array {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(rows[0]?.length ?? 0, 0);
  header.writeUInt32BE(rows.length, 4);
  header.set([8, 2], 8); // eight bits a channel, red, green and blue
  const lines = Buffer.concat(rows.map((row) => Buffer.from(`00${row.join('')}`, 'hex')));
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(lines)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}
