import { fromHex } from '../../core/base';
import type { CaptureDevice, InkCapture } from '../../core/ink';
import type { PenTabletDefinition } from '../device';
import type { PenTrace } from '../recording';
import { captureDevice } from './capture-device';
import { type PenReader, penReaderOf, tickOf } from './pen-reader';

/** A reader with the report descriptor that the recording keeps, where the pad is read by it. */
export function recordedReader({ header }: PenTrace, definition: PenTabletDefinition): PenReader {
  const { reportDescriptor } = header;
  return penReaderOf(definition, reportDescriptor === undefined ? undefined : fromHex(reportDescriptor));
}

/** What a recording says of the pad that made it; transport `replay`, grade C whatever the pad was. */
export function recordedDevice(
  { header }: PenTrace,
  definition: PenTabletDefinition,
  reader: PenReader,
): CaptureDevice {
  const { maxX, maxY, maxPressure, unitsPerInch } = header;
  const range = { xMax: maxX, yMax: maxY, pressureMax: maxPressure, unitsPerInch };
  return captureDevice(definition, range, {
    product: `${definition.product} (recording)`,
    transport: 'replay',
    evidenceGrade: 'C',
    ...tickOf(reader),
  });
}

/** The capture that a kiosk would have held while this recording was made; reports that are not of the pen give no sample. */
export function recordedCapture(trace: PenTrace, definition: PenTabletDefinition): InkCapture {
  const reader = recordedReader(trace, definition);
  const reports = trace.reports.map(({ timeUs, bytes }) => ({ hostTimeUs: timeUs, bytes }));
  const samples = reports.flatMap(({ bytes, hostTimeUs }) => reader.read(bytes, hostTimeUs) ?? []);
  return { device: recordedDevice(trace, definition, reader), samples, reports };
}
