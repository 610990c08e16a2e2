import { join } from 'node:path';
import { type Origin, readSettings, SETTINGS, type SettingStory } from '../../main/settings';
import type { CliIo } from '../io';
import type { Language } from '../language';

const EXIT_UNREADABLE = 3;

const ORIGINS: Readonly<Record<Origin, Readonly<Record<Language, string>>>> = {
  policy: { zh: '组策略', en: 'Group Policy' },
  installed: { zh: '安装程序', en: 'installer' },
  local: { zh: '本机 settings.json', en: 'settings.json of this machine' },
  server: { zh: '服务器', en: 'server' },
  default: { zh: '默认', en: 'default' },
};
const CULTURES = { zh: 'zh-CN', en: 'en' } as const;
const MAX_SHOWN = 80;

/** A certificate is not read by eye: only its size is told. */
const shown = (value: unknown): string => {
  if (value === undefined) return '–';
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > MAX_SHOWN ? `(${text.length})` : text;
};

function line({ key, value, origin, refused }: SettingStory, language: Language): string {
  const names = (origins: readonly Origin[]): string => origins.map((name) => ORIGINS[name][language]).join(', ');
  const passed = { zh: `；未采用：${names(refused)}`, en: `; passed over: ${names(refused)}` }[language];
  const { title } = SETTINGS[key].words[CULTURES[language]];
  return `${key}  ${shown(value)}  [${ORIGINS[origin][language]}${refused.length > 0 ? passed : ''}]  ${title}`;
}

/** Every setting of the kiosk of this data folder, and where it came from. Exit 0, 3 when they cannot be read. */
export async function showSettings(io: CliIo, json: boolean): Promise<number> {
  const read = await readSettings(join(io.home, 'kiosk'));
  if (!read.ok) {
    io.error(`${read.error.code} ${read.error.detail ?? ''}`);
    return EXIT_UNREADABLE;
  }
  const { stories } = read.value;
  for (const story of stories) io.out(json ? JSON.stringify(story) : line(story, io.language));
  return 0;
}
