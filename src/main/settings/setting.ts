import type { z } from 'zod';
import { SETTING_ORIGINS, type SettingOrigin } from '../../contracts/ipc';

/** Who said a value, strongest first. `docs/settings.md` tells where each of them writes. */
export const ORIGINS = SETTING_ORIGINS;
export type Origin = SettingOrigin;

export interface SettingWords {
  readonly title: string;
  readonly help: string;
}

/** One thing that a hospital can set, as data: the reader, the policy templates, the installer and the page are made of it. */
export interface Setting<T = unknown, I = unknown> {
  /** Name of the value in the registry; the key of the table is its name in JSON. */
  readonly name: string;
  /** How it is written in the registry and asked for by a policy editor: REG_SZ, REG_MULTI_SZ, REG_DWORD 0/1, REG_SZ of a list. */
  readonly form: 'text' | 'lines' | 'switch' | 'choice';
  readonly shape: z.ZodType<T>;
  /** Of form `choice`: what can be chosen. */
  readonly choices?: readonly string[];
  readonly initial: I;
  /** Public property of the installer. */
  readonly property?: string;
  /** The server may set it for its stations. Never what decides which server is trusted. */
  readonly fromServer: boolean;
  /** A value that is not what it must be keeps the kiosk from opening, instead of giving way to a weaker one. */
  readonly strict: boolean;
  readonly words: { readonly 'zh-CN': SettingWords; readonly en: SettingWords };
}

/** Keeps the types of a row. */
export const setting = <const T, const I>(row: Setting<T, I>): Setting<T, I> => row;
