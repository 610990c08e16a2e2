import { ORIGINS, type Origin, type Setting } from './setting';
import { SETTINGS, type SettingKey, type Settings } from './setting-table';

/** What one origin says: raw values by key, of any shape. */
export type Layers = Readonly<Partial<Record<Exclude<Origin, 'default'>, Readonly<Record<string, unknown>>>>>;

/** Where a value came from, and who was not heard. */
export interface SettingStory {
  readonly key: SettingKey;
  readonly value: unknown;
  readonly origin: Origin;
  /** Origins whose value is not what it must be, or that may not set this. */
  readonly refused: readonly Origin[];
}

export interface ResolvedSettings {
  readonly settings: Settings;
  readonly stories: readonly SettingStory[];
  /** Keys of strict settings that somebody set wrongly: the kiosk must not open with a weaker value. */
  readonly broken: readonly SettingKey[];
}

const SWITCHES: Readonly<Record<string, boolean>> = { '0': false, '1': true, false: false, true: true };

/** A REG_DWORD, a REG_SZ and JSON say the same thing in different dress; lists may be one text with line ends. */
function undressed(form: Setting['form'], raw: unknown): unknown {
  if (form === 'switch' && (typeof raw === 'number' || typeof raw === 'string')) return SWITCHES[String(raw)] ?? raw;
  if (form === 'lines' && Array.isArray(raw)) return raw.filter((line) => line !== '');
  return typeof raw === 'string' && form !== 'lines' ? raw.trim() : raw;
}

function storyOf(key: SettingKey, layers: Layers): SettingStory {
  const { form, shape, initial, fromServer }: Setting = SETTINGS[key];
  const refused: Origin[] = [];
  for (const origin of ORIGINS) {
    if (origin === 'default') break;
    const raw = layers[origin]?.[key];
    if (raw === undefined || raw === null || raw === '') continue;
    const parsed = shape.safeParse(undressed(form, raw));
    if (parsed.success && (origin !== 'server' || fromServer)) return { key, value: parsed.data, origin, refused };
    refused.push(origin);
  }
  return { key, value: initial, origin: 'default', refused };
}

/** Each setting from the strongest origin that says something sound. */
export function resolveSettings(layers: Layers): ResolvedSettings {
  const stories = (Object.keys(SETTINGS) as SettingKey[]).map((key) => storyOf(key, layers));
  const settings = Object.fromEntries(stories.map(({ key, value }) => [key, value])) as unknown as Settings;
  const broken = stories
    .filter(({ key, refused }) => SETTINGS[key].strict && refused.some((origin) => origin !== 'server'))
    .map(({ key }) => key);
  return { settings, stories, broken };
}
