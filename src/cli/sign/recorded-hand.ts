import { readFile } from 'node:fs/promises';
import type { TimedReport } from '../../core/evidence';
import { type FingerImage, fingerQuality } from '../../core/finger';
import type { CaptureDevice, PenSample } from '../../core/ink';
import { WACOM_STU } from '../../drivers/device';
import { penReaderOf } from '../../drivers/pen-tablet';
import type { ActCapture } from '../../main/sealing';
import { ownFile } from '../own-files';

const TRACE = 'fixtures/pen-traces/wacom/stu-540/three-characters.ndjson';
const PRINT = 'fixtures/fingers/good.pgm';
const UM_PER_INCH = 25_400;

interface TraceHeader {
  readonly definition: string;
  readonly maxX: number;
  readonly maxY: number;
  readonly maxPressure: number;
  readonly unitsPerInch: number;
}

/** The device says that nobody wrote now: transport `replay`. */
const deviceOf = (header: TraceHeader): CaptureDevice => ({
  definitionId: header.definition,
  definitionVersion: '1',
  vendor: 'Wacom',
  product: 'STU-540 (recorded trace)',
  transport: 'replay',
  evidenceGrade: 'A',
  xMax: header.maxX,
  yMax: header.maxY,
  pressureMax: header.maxPressure,
  widthUm: Math.round((header.maxX / header.unitsPerInch) * UM_PER_INCH),
  heightUm: Math.round((header.maxY / header.unitsPerInch) * UM_PER_INCH),
  deviceTickUs: 1000,
  hasScreen: true,
});

async function recordedInk(): Promise<Pick<ActCapture, 'ink' | 'reports'>> {
  const [first, ...lines] = (await readFile(ownFile(TRACE), 'utf8')).trim().split('\n');
  const header = JSON.parse(first as string) as TraceHeader;
  const reader = penReaderOf(
    WACOM_STU.find(({ id }) => id === header.definition) ?? (WACOM_STU[0] as (typeof WACOM_STU)[number]),
  );
  const samples: PenSample[] = [];
  const reports: TimedReport[] = [];
  for (const line of lines) {
    const [hostTimeUs, hex] = JSON.parse(line) as [number, string];
    const bytes = new Uint8Array(Buffer.from(hex, 'hex'));
    const sample = reader.read(bytes, hostTimeUs);
    const deviceTime = sample?.deviceTime;
    reports.push({ hostTimeUs, bytes, ...(deviceTime === undefined ? {} : { deviceTime }) });
    if (sample !== undefined) samples.push(sample);
  }
  return { ink: { device: deviceOf(header), samples, reports }, reports };
}

async function recordedPrint(): Promise<FingerImage> {
  const file = await readFile(ownFile(PRINT));
  // Netpbm: magic, width, height, maximum, one white space, then the rows
  const header = /^P5\s+(\d+)\s+(\d+)\s+255\s/.exec(file.subarray(0, 64).toString('latin1'));
  if (header === null) throw new Error('fixtures/fingers: not a binary PGM');
  const pixels = new Uint8Array(file.subarray(header[0].length));
  const device = {
    definitionId: 'recorded-print',
    definitionVersion: '1',
    vendor: 'InkWitness',
    product: 'recorded print',
    transport: 'replay',
  } as const;
  return { width: Number(header[1]), height: Number(header[2]), pixels, dpi: 500, device };
}

/** What a person would have done at the devices: our own recorded trace and synthetic print, fresh for each act. */
export async function recordedHand(): Promise<ActCapture> {
  const image = await recordedPrint();
  return { ...(await recordedInk()), cleared: 0, finger: { image, quality: fingerQuality(image), attempts: 1 } };
}
