import { err, type Result } from '../../core/base';
import type { FingerprintPadDefinition } from '../device';
import type { Transport, UsbPort } from '../transport';
import { openEf01Pad } from './ef01-pad';
import type { FingerprintPad } from './fingerprint-pad';
import { openGt511Pad } from './gt511-pad';
import { openUru4000Pad } from './uru4000-pad';
import { openZk4500Pad } from './zk4500-pad';

/** An open port that a fingerprint reader may be at. */
export type FingerPort =
  | { readonly kind: 'serial'; readonly port: Transport }
  | { readonly kind: 'usb'; readonly port: UsbPort };

/**
 * A port and a definition to a reader that has answered. Owns the port from here on, also when it fails. DEVICE_NO_ANSWER,
 * DEVICE_WRONG, DEVICE_REFUSED, DEVICE_GARBLED, DEVICE_LOST.
 */
export async function openFingerprintPad(
  at: FingerPort,
  definition: FingerprintPadDefinition,
): Promise<Result<FingerprintPad>> {
  const { family } = definition.codec;
  if (family === 'ef01' && at.kind === 'serial') return openEf01Pad(at.port, definition);
  if (family === 'gt511' && at.kind === 'serial') return openGt511Pad(at.port, definition);
  if (family === 'uru4000' && at.kind === 'usb') return openUru4000Pad(at.port, definition);
  if (family === 'zk4500' && at.kind === 'usb') return openZk4500Pad(at.port, definition);
  await at.port.close();
  return err('DEVICE_UNKNOWN_DEFINITION', `${family} over ${at.kind}`);
}
