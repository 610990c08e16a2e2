import type { SettingOrigin } from './about';

/** 'pen': its name is that of a pen display; 'mirror': it shows the same as another one. */
export const DISPLAY_ROLES = ['bench', 'patient', 'pen', 'mirror'] as const;
export type DisplayRole = (typeof DISPLAY_ROLES)[number];

/** One display as IT sees it before them. */
export interface DisplayView {
  /** Within this arrangement only. */
  readonly id: number;
  /** From the left, then from the top, 1 the first. */
  readonly number: number;
  /** By its EDID; empty where the system tells none. */
  readonly label: string;
  /** On the desktop, DIP. */
  readonly bounds: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
  /** What it shows or is; empty: it is not used. */
  readonly roles: readonly DisplayRole[];
  /** The bench has another one to be on. */
  readonly mayBePatient: boolean;
}

export interface DisplaysView {
  readonly all: readonly DisplayView[];
  /** Who said which is the patient's; 'default': found by what they are. */
  readonly setBy: SettingOrigin;
}
