import { z } from 'zod';
import { level } from './level';
import { opaqueId, timeMs } from './scalars';
import { documentReference, inquiry, slotProgress, TASK_STATES } from './task';

export const WEBHOOK_TYPES = [
  'task.sealed',
  'task.refused',
  'task.interrupted',
  'task.withdrawn',
  'task.extended',
  'task.inquiry',
] as const;

/**
 * What the server posts to the registered URL of an application: signed as RFC 9421 with the application's own secret
 * (hmac-sha256), at least once, until a 2xx; receivers de-duplicate on `eventId` and order on `sequence`. No names.
 */
export const webhookEvent = z.object({
  eventId: opaqueId,
  type: z.enum(WEBHOOK_TYPES),
  /** Counts 1, 2, 3 … within one task. */
  sequence: z.number().int().min(1),
  occurredAtMs: timeMs,
  taskId: opaqueId,
  businessId: z.string(),
  state: z.enum(TASK_STATES),
  reason: z.string().optional(),
  /** With `task.sealed` the file as the station sent it; with `task.extended` the one that is handed out from now on. */
  document: documentReference.optional(),
  /** With `document`: the level that every signature in it has (EN 319 142-1 6.1). */
  level: level.optional(),
  /** Path of the sealed file on this server. */
  documentPath: z.string().optional(),
  /** With `task.inquiry`: why the file is not handed out. */
  inquiry: inquiry.optional(),
  progress: z.array(slotProgress),
});
export type WebhookEvent = z.infer<typeof webhookEvent>;
