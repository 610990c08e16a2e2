import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { err, ok, type Result } from '../../core/base';

/** `kiosk/settings.json`: what the hospital's IT sets for this bed. Other members belong to other rooms. */
const settingsShape = z.looseObject({
  serverUrl: z.url({ protocol: /^https?$/ }),
  /** One-time code; of no use once the kiosk is enrolled. */
  enrolCode: z.string().max(64).optional(),
  stationName: z.string().trim().min(1).max(64).optional(),
  /** PEM of the CA behind an https server that is not in the system's store. */
  serverCa: z.string().max(65_536).optional(),
  serialPorts: z.array(z.object({ path: z.string(), definition: z.string() })).optional(),
  /** Mouse, touch or pen of the screen may sign where there is no pad; a lower evidence grade. */
  pointerAllowed: z.boolean().optional(),
});
export type KioskSettings = z.infer<typeof settingsShape>;

/** Before anybody set anything: the server beside us, where `npm start` and the installer put it. */
const FIRST_SETTINGS: KioskSettings = { serverUrl: 'http://127.0.0.1:8790' };

/** Reads `<folder>/settings.json`; a missing one is a first start. SETTINGS_UNREADABLE when it is not what it must be. */
export async function readSettings(folder: string): Promise<Result<KioskSettings>> {
  try {
    const parsed = settingsShape.safeParse(JSON.parse(await readFile(join(folder, 'settings.json'), 'utf8')));
    if (parsed.success) return ok(parsed.data);
    return err('SETTINGS_UNREADABLE', parsed.error.issues.map((issue) => issue.path.join('.')).join(' '));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return code === 'ENOENT' ? ok(FIRST_SETTINGS) : err('SETTINGS_UNREADABLE', code ?? 'not JSON');
  }
}
