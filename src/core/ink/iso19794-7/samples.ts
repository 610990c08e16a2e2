import { err, ok, type Result } from '../../base';
import type { PenSample } from '../pen-sample';
import { decodeExtended } from './extended';
import type { ChannelName, Iso19794_7Record } from './format';

/**
 * The samples of a record back in device units (y downwards). Exact, both clocks and sequence numbers included, for
 * records with our extended data; for others hostTimeUs is the record's own time and every sample is in range.
 */
export function penSamplesOf(record: Iso19794_7Record): Result<PenSample[]> {
  const column = (name: ChannelName): number => record.channels.findIndex((channel) => channel.name === name);
  const at = { X: column('X'), Y: column('Y'), T: column('T'), DT: column('DT'), F: column('F'), S: column('S') };
  const tilt = { x: column('TX'), y: column('TY') };
  if (at.X < 0 || at.Y < 0) return err('INK_ISO_UNSUPPORTED', 'no X or Y');
  const exact = record.extendedData && decodeExtended(record.extendedData, record.points.length);
  const xMin = record.channels[at.X]?.minimum ?? 0;
  const yMax =
    record.channels[at.Y]?.maximum ?? record.points.reduce((max, point) => Math.max(max, point[at.Y] as number), 0);
  const tick = 1_000_000 / (record.channels[at.T < 0 ? at.DT : at.T]?.scaling ?? 1000);
  let time = 0;
  return ok(
    record.points.map((point, index) => {
      time = at.T >= 0 ? (point[at.T] as number) : at.DT >= 0 ? time + (point[at.DT] as number) : index;
      const pressureRaw = at.F >= 0 ? (point[at.F] as number) : 0;
      return {
        xRaw: (point[at.X] as number) - xMin,
        yRaw: yMax - (point[at.Y] as number),
        pressureRaw,
        tipSwitch: at.S >= 0 ? point[at.S] !== 0 : pressureRaw > 0,
        ...(exact?.[index] ?? { inRange: true, hostTimeUs: Math.round(time * tick) }),
        ...(tilt.x >= 0 && tilt.y >= 0 ? { xTilt: point[tilt.x] as number, yTilt: 0 - (point[tilt.y] as number) } : {}),
      };
    }),
  );
}
