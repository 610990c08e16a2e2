import { z } from 'zod';

/** Every answer with a status of 400 and above. Nothing was changed unless the code says so. */
export const errorBody = z.object({
  code: z.string(),
  /** Also in the server's log line; tells support which request it was. */
  correlationId: z.string(),
  /** Names of fields, limits, states; never values that a caller sent. */
  safeDetails: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.array(z.string())])).optional(),
});
export type ErrorBody = z.infer<typeof errorBody>;
