import { deflateSync } from 'node:zlib';

/** Deterministic noise: the same forms on every machine. */
function noise(seed) {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 4294967296;
  };
}

const crcTable = Array.from({ length: 256 }, (_, n) => {
  let c = n;
  for (let k = 0; k < 8; k++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
  return c >>> 0;
});
const crc = (bytes) => {
  let c = 0xffffffff;
  for (const byte of bytes) c = crcTable[(c ^ byte) & 255] ^ (c >>> 8);
  return (c ^ 0xffffffff) >>> 0;
};
function chunk(type, data) {
  const out = Buffer.alloc(12 + data.length);
  out.writeUInt32BE(data.length, 0);
  out.write(type, 4, 'latin1');
  out.set(data, 8);
  out.writeUInt32BE(crc(out.subarray(4, 8 + data.length)), 8 + data.length);
  return out;
}
/** 8-bit grey PNG (ISO/IEC 15948). */
function greyPng(width, height, pixels) {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 0, 0, 0, 0], 8);
  const rows = Buffer.alloc((width + 1) * height);
  for (let y = 0; y < height; y++) rows.set(pixels.subarray(y * width, (y + 1) * width), y * (width + 1) + 1);
  const magic = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]);
  return Buffer.concat([
    magic,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** A synthetic sector scan with speckle, such as an ultrasound machine would print; nobody's body. */
export function sectorScan(seed, width = 520, height = 360) {
  const random = noise(seed);
  const pixels = new Uint8Array(width * height);
  const blobs = Array.from({ length: 5 }, () => ({
    r: 60 + random() * 210,
    a: (random() - 0.5) * 1.0,
    s: 14 + random() * 34,
    v: random() < 0.5 ? -90 : 70,
  }));
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const dx = x - width / 2;
      const radius = Math.hypot(dx, y + 20);
      const angle = Math.atan2(dx, y + 20);
      if (Math.abs(angle) > 0.68 || radius < 34 || radius > 322) continue;
      let value = 62 + 22 * Math.sin(radius / 19) + 16 * Math.sin(angle * 21);
      for (const blob of blobs) {
        const distance = Math.hypot(radius - blob.r, (angle - blob.a) * blob.r);
        value += blob.v * Math.exp(-((distance / blob.s) ** 2));
      }
      const speckle = Math.sqrt(-2 * Math.log(1 - random() * 0.999)) * 0.55 + 0.35;
      pixels[y * width + x] = Math.max(0, Math.min(255, value * speckle));
    }
  }
  return greyPng(width, height, pixels);
}
