import { err, type Result } from '../../core/base';
import { isOfFamily, type PenTabletDefinition } from '../device';
import type { HidDevice, Transport } from '../transport';
import { openHidTablet } from './open-hid-tablet';
import type { PenTablet } from './pen-tablet';
import { openStuTablet } from './stu-tablet';

/** An open port of either kind. */
export type PenPort =
  | { readonly kind: 'serial'; readonly port: Transport }
  | { readonly kind: 'hid'; readonly port: HidDevice };

/**
 * A port and a definition to a streaming pad. Owns the port from here on, also when it fails. DEVICE_NO_ANSWER,
 * DEVICE_WRONG, DEVICE_REFUSED, DEVICE_GARBLED, DEVICE_LOST.
 */
export async function openPenTablet(
  { kind, port }: PenPort,
  definition: PenTabletDefinition,
  nowUs: () => number,
): Promise<Result<PenTablet>> {
  if (kind === 'hid') return openHidTablet(port, definition, nowUs);
  if (isOfFamily(definition, 'wacom-stu')) return openStuTablet(port, definition, nowUs);
  await port.close();
  return err('DEVICE_UNKNOWN_DEFINITION', `${definition.codec.family} over a serial port`);
}
