import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { writeAtomically } from '../journal';

const moment = z.number().int().min(0);
const version = z.string().max(20);
const shape = z.object({
  /** `releasedMs` of the newest manifest that was ever taken: an older one is never taken again. */
  newestMs: moment.default(0),
  /** The installer was asked for it and the new version has not proved itself yet; `id`: see `releaseId`. */
  installing: z.object({ version, from: version, releasedMs: moment, atMs: moment, id: z.string().max(64) }).optional(),
  /** `releasedMs` of releases that did not come up; the same version signed anew is another try. */
  failed: z.array(moment).max(100).default([]),
  /** What the server has not been told yet. */
  report: z.object({ version, outcome: z.enum(['healthy', 'failed']) }).optional(),
  /** The last version that proved itself. */
  healthy: version.optional(),
});
export type UpdateState = z.infer<typeof shape>;

const NONE: UpdateState = { newestMs: 0, failed: [] };

/** Folder of everything about updates, in the kiosk's folder. */
export const updatesFolder = (kioskFolder: string): string => join(kioskFolder, 'updates');

/** What is known; a file that is damaged is as none: what is staged is judged anew in any case. */
export async function readUpdateState(folder: string): Promise<UpdateState> {
  try {
    return shape.parse(JSON.parse(await readFile(join(folder, 'state.json'), 'utf8')));
  } catch {
    return NONE;
  }
}

/** Durable before it resolves. Throws when the disk refuses. */
export async function writeUpdateState(folder: string, state: UpdateState): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await writeAtomically(join(folder, 'state.json'), `${JSON.stringify(state, null, 2)}\n`);
}

/** A release that did not come up: never tried again, and told to the server. */
export function withFailure(state: UpdateState, { version, releasedMs }: { version: string; releasedMs: number }) {
  const { installing: _installing, ...rest } = state;
  return { ...rest, failed: [...state.failed.slice(-99), releasedMs], report: { version, outcome: 'failed' as const } };
}
