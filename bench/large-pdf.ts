import { randomBytes } from 'node:crypto';
import { open } from 'node:fs/promises';

/** Writes a scan-like PDF: `pages` pages of one uncompressed grey image each, classic xref table, about `bytes` long. */
export async function writeScan(path: string, bytes: number, pages = 20): Promise<void> {
  const side = Math.floor(Math.sqrt(bytes / pages));
  const file = await open(path, 'w');
  const offsets: number[] = [];
  let at = 0;
  const put = async (data: string | Uint8Array) => {
    const buffer = typeof data === 'string' ? Buffer.from(data, 'latin1') : data;
    await file.write(buffer);
    at += buffer.length;
  };
  const object = async (number: number, head: string, stream?: Uint8Array) => {
    offsets[number] = at;
    await put(`${number} 0 obj\n${head}\n`);
    if (stream) {
      await put('stream\n');
      await put(stream);
      await put('\nendstream\n');
    }
    await put('endobj\n');
  };
  await put('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n');
  const kids = Array.from({ length: pages }, (_, index) => `${3 + 3 * index} 0 R`).join(' ');
  await object(1, '<< /Type /Catalog /Pages 2 0 R >>');
  await object(2, `<< /Type /Pages /Count ${pages} /Kids [${kids}] >>`);
  const noise = randomBytes(side * side);
  for (let page = 0; page < pages; page++) {
    const n = 3 + 3 * page;
    const draw = Buffer.from('q 595 0 0 842 0 0 cm /I Do Q');
    await object(
      n,
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents ${n + 1} 0 R /Resources << /XObject << /I ${n + 2} 0 R >> >> >>`,
    );
    await object(n + 1, `<< /Length ${draw.length} >>`, draw);
    await object(
      n + 2,
      `<< /Type /XObject /Subtype /Image /Width ${side} /Height ${side} /ColorSpace /DeviceGray /BitsPerComponent 8 /Length ${noise.length} >>`,
      noise,
    );
  }
  const start = at;
  const rows = offsets.slice(1).map((offset) => `${String(offset).padStart(10, '0')} 00000 n\r\n`);
  await put(
    `xref\n0 ${offsets.length}\n0000000000 65535 f\r\n${rows.join('')}trailer\n<< /Size ${offsets.length} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`,
  );
  await file.close();
}
