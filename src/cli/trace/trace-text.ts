import { toHex } from '../../core/base';
import type { CaptureDevice, RawReport } from '../../core/ink';

const MICROMETRES_PER_INCH = 25_400;

/** Header and reports after docs/trace-format.md; times count from the first report. */
export function traceText(
  device: CaptureDevice,
  reportDescriptor: Uint8Array | undefined,
  reports: readonly RawReport[],
): string {
  const { definitionId, definitionVersion, vendor, product, serial, firmware, transport } = device;
  const header = {
    format: 'inkwitness-pen-trace/1',
    definition: definitionId,
    definitionVersion,
    vendor,
    product,
    serial,
    firmware,
    transport,
    maxX: device.xMax,
    maxY: device.yMax,
    maxPressure: device.pressureMax,
    unitsPerInch: Math.round((device.xMax * MICROMETRES_PER_INCH) / device.widthUm),
    source: 'inkwitness trace record',
    ...(reportDescriptor ? { reportDescriptor: toHex(reportDescriptor) } : {}),
  };
  const start = reports[0]?.hostTimeUs ?? 0;
  const lines = reports.map(({ hostTimeUs, bytes }) => JSON.stringify([hostTimeUs - start, toHex(bytes)]));
  return `${[JSON.stringify(header), ...lines].join('\n')}\n`;
}
