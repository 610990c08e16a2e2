import { readFile } from 'node:fs/promises';
import { must } from '../../core/base';
import { type FingerImage, fingerQuality } from '../../core/finger';
import { definitionById } from '../../drivers/device';
import { recordedCapture } from '../../drivers/pen-tablet';
import { parseGreyMap, parsePenTrace } from '../../drivers/recording';
import type { ActCapture } from '../../main/sealing';
import { ownFile } from '../own-files';

const TRACE = 'fixtures/pen-traces/wacom/stu-540/three-characters.ndjson';
const PRINT = 'fixtures/fingers/good.pgm';
const DPI = 500;

/** The device says that nobody wrote now: transport `replay`. */
async function recordedInk(): Promise<Pick<ActCapture, 'ink' | 'reports'>> {
  const trace = must(parsePenTrace(await readFile(ownFile(TRACE), 'utf8')));
  const definition = must(definitionById(trace.header.definition));
  if (definition.kind !== 'pen-tablet') throw new Error(`${TRACE}: not of a pen tablet`);
  const ink = recordedCapture(trace, definition);
  const ticks = new Map(ink.samples.map(({ hostTimeUs, deviceTime }) => [hostTimeUs, deviceTime]));
  const reports = ink.reports.map((report) => {
    const deviceTime = ticks.get(report.hostTimeUs);
    return { ...report, ...(deviceTime === undefined ? {} : { deviceTime }) };
  });
  return { ink, reports };
}

async function recordedPrint(): Promise<FingerImage> {
  const image = must(parseGreyMap(new Uint8Array(await readFile(ownFile(PRINT))), DPI));
  const device = {
    definitionId: 'recorded-print',
    definitionVersion: '1',
    vendor: 'InkWitness',
    product: 'recorded print',
    transport: 'replay',
  } as const;
  return { ...image, device };
}

/** What a person would have done at the devices: our own recorded trace and synthetic print, fresh for each act. */
export async function recordedHand(): Promise<ActCapture> {
  const image = await recordedPrint();
  return {
    ...(await recordedInk()),
    cleared: 0,
    refused: 0,
    finger: { image, quality: fingerQuality(image), attempts: 1 },
  };
}
