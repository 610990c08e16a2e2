import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

/** The members of `kiosk/settings.json` that the shell reads; the others belong to other rooms. */
const shellSettings = z.object({
  /** The patient's display, where it must be that one and no other: its name, of two with one name its size or place too. */
  patientDisplay: z
    .union([
      z
        .string()
        .max(200)
        .transform((label) => ({ label })),
      z.strictObject({
        label: z.string().max(200),
        width: z.number().int().optional(),
        height: z.number().int().optional(),
        x: z.number().int().optional(),
      }),
    ])
    .optional(),
  /** The whole workstation is the kiosk: the bench cannot be left either. */
  benchLocked: z.boolean().default(false),
  /** So long may a picture on a pad with a screen take, seconds: more shows more of it in colour. */
  padDrawingSeconds: z.number().min(0).max(300).default(2),
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
