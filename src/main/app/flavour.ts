import type { Flavour } from '../policy';

/** Compiled in by scripts/build.mjs: nothing at run time can make a ward's kiosk tolerant. */
declare const __FLAVOUR__: Flavour;
declare const __VERSION__: string;

export const FLAVOUR: Flavour = __FLAVOUR__;
export const VERSION: string = __VERSION__;
