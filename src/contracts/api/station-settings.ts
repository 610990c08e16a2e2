import { z } from 'zod';

/** A value as the kiosk's own table judges it; here only its size is. */
const settingValue = z.union([z.string().max(4096), z.boolean(), z.number(), z.array(z.string().max(512)).max(64)]);

/** Values by the names of docs/settings.md. A kiosk passes over what it does not know or what a server may not set. */
export const settingValues = z.record(z.string().max(64), settingValue);
export type SettingValues = z.infer<typeof settingValues>;

/** GET /v1/stations/{id}/settings: what the hospital set for this station. */
export const stationSettings = z.object({ settings: settingValues });
export type StationSettings = z.infer<typeof stationSettings>;
