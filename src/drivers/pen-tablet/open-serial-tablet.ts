import { err, ok, type Result } from '../../core/base';
import type { PenTabletDefinition } from '../device';
import type { Transport } from '../transport';
import type { PenTablet } from './pen-tablet';
import { openReportTablet, type ReportSource } from './report-tablet';
import { type SerialFamily, serialFamilyOf } from './serial-family';

/**
 * Brings a serial tablet to streaming. Owns the transport from here on, also when it fails. DEVICE_NO_ANSWER, DEVICE_WRONG,
 * DEVICE_GARBLED, DEVICE_LOST.
 */
export async function openSerialTablet(
  transport: Transport,
  definition: PenTabletDefinition,
  nowUs: () => number,
): Promise<Result<PenTablet>> {
  const family = serialFamilyOf(definition);
  const started =
    family === undefined
      ? err('DEVICE_UNKNOWN_DEFINITION', `${definition.codec.family} over a serial port`)
      : await family.start(transport);
  if (family === undefined || !started.ok) {
    await transport.close();
    return started as Result<never>;
  }
  const { range, firmware } = started.value;
  const told = { transport: 'serial', ...(firmware === undefined ? {} : { firmware }) } as const;
  return ok(openReportTablet(definition, range, told, sourceOf(transport, family), nowUs));
}

const sourceOf = (transport: Transport, { framer, wipe, farewell }: SerialFamily): ReportSource => ({
  onReport: (listener) => transport.onData((chunk) => framer.push(chunk, listener)),
  onEnd: (listener) => transport.onEnd(listener),
  clear: async () => (wipe === undefined ? ok(undefined) : transport.write(wipe)),
  async close() {
    if (farewell !== undefined) await transport.write(farewell);
    await transport.close();
  },
});
