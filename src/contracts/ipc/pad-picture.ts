import { z } from 'zod';

/** What a tap on the pad's screen stands for; each is the intent of a button on the patient screen. */
export const PAD_TAPS = { confirm: 'ink.done', clear: 'ink.clear', cancel: 'act.back' } as const;
export type PadTap = keyof typeof PAD_TAPS;

const pixel = z.number().int().min(0).max(2000);
const area = z.strictObject({ x: pixel, y: pixel, width: pixel.min(1), height: pixel.min(1) });

/** The picture for a pad with a screen, painted by the patient screen: for the eye and for taps, never evidence, never kept. */
export const padPicture = z
  .strictObject({
    width: pixel.min(1),
    height: pixel.min(1),
    /** Red, green, blue, alpha, row by row. */
    pixels: z.instanceof(Uint8Array),
    /** Where the pen leaves ink on the pad's own screen. */
    ink: area,
    taps: z.array(z.strictObject({ tap: z.enum(['confirm', 'clear', 'cancel']), area })).max(3),
  })
  .refine(({ width, height, pixels }) => pixels.length === width * height * 4, 'pixels do not fill the picture');
export type PadPicture = z.infer<typeof padPicture>;
