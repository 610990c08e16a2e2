import { z } from 'zod';

/** Levels of EN 319 142-1 6.1 in their order: each has what those before it have. */
export const LEVELS = ['B-B', 'B-T', 'B-LT', 'B-LTA'] as const;
export const level = z.enum(LEVELS);
export type Level = z.infer<typeof level>;

/** Whether a file of one level satisfies who asked for another. */
export const reaches = (has: Level, asked: Level): boolean => LEVELS.indexOf(has) >= LEVELS.indexOf(asked);

/**
 * What a kiosk does with a signature when no time-stamp can be had: `wait`: everybody after it waits too;
 * `document-time-stamp`: people go on signing, and one document time-stamp over the whole form closes it.
 */
export const withoutTime = z.enum(['wait', 'document-time-stamp']);
export type WithoutTime = z.infer<typeof withoutTime>;
