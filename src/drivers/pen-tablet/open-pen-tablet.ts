import type { Result } from '../../core/base';
import { isOfFamily, type PenTabletDefinition } from '../device';
import type { HidDevice, Transport } from '../transport';
import { openHidTablet } from './open-hid-tablet';
import { openSerialTablet } from './open-serial-tablet';
import type { PadTools } from './pad-screen';
import type { PenTablet } from './pen-tablet';
import { StuHidLink } from './stu-hid-link';
import { StuSerialLink } from './stu-serial-link';
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
  tools: PadTools = {},
): Promise<Result<PenTablet>> {
  if (isOfFamily(definition, 'wacom-stu')) {
    const link = kind === 'hid' ? new StuHidLink(port) : new StuSerialLink(port);
    return openStuTablet(link, definition, nowUs, tools);
  }
  if (kind === 'hid') return openHidTablet(port, definition, nowUs);
  return openSerialTablet(port, definition, nowUs);
}
