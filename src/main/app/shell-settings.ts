import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

/** The members of `kiosk/settings.json` that the shell reads; the others belong to other rooms. */
const shellSettings = z.object({
  /** Label of the patient's display, where it must be that one and no other. */
  patientDisplay: z.string().max(200).optional(),
  /** The whole workstation is the kiosk: the bench cannot be left either. */
  benchLocked: z.boolean().default(false),
  /** The pen is encrypted on its cable; a pad that does not do it is not used then. */
  encryptPen: z.boolean().default(false),
});
export type ShellSettings = z.infer<typeof shellSettings>;

/** Settings that are missing or odd are as if nothing was set: the doctor and the bench report the file, not this. */
export async function readShellSettings(kioskFolder: string): Promise<ShellSettings> {
  try {
    return shellSettings.parse(JSON.parse(await readFile(join(kioskFolder, 'settings.json'), 'utf8')));
  } catch {
    return shellSettings.parse({});
  }
}
