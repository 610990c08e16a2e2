import { z } from 'zod';

/**
 * Conformance score (0 to 100, core/ink) below which a signature is asked for again, because the pad did not record it well;
 * 0 asks for none again. Signatures on the screen and played recordings are never asked for again (docs/adr/0025).
 */
export const captureFloor = z.number().int().min(0).max(100);
/** Captures of the pen, or prints of a finger, after which the nurse may go on with what there is and say why. */
export const captureTries = z.number().int().min(1).max(9);

/** Where neither the task nor the hospital says. */
export const CAPTURE_POLICY = { captureFloor: 50, captureTries: 3 } as const;
