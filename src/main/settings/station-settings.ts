import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeAtomically } from '../journal';

/** What the server said last for this station, in the kiosk's folder. */
export const STATION_SETTINGS = 'station-settings.json';

/** Keeps what the server set, for the next start. Answers whether it is new; a disk that is full keeps the old. */
export async function keepStationSettings(folder: string, values: Readonly<Record<string, unknown>>): Promise<boolean> {
  const path = join(folder, STATION_SETTINGS);
  const text = `${JSON.stringify(values, null, 2)}\n`;
  if ((await readFile(path, 'utf8').catch(() => '{}\n')) === text) return false;
  return writeAtomically(path, text).then(
    () => true,
    () => false,
  );
}
