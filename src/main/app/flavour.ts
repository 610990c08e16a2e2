import type { Flavour } from '../policy';

/** Compiled in by scripts/build.mjs: nothing at run time can make a ward's kiosk tolerant. */
declare const __FLAVOUR__: Flavour;
declare const __VERSION__: string;
declare const __BUILD__: string;
declare const __ELECTRON__: string;

export const FLAVOUR: Flavour = __FLAVOUR__;
export const VERSION: string = __VERSION__;
/** The runtime that this version is made for and tested on (package.json). */
export const PINNED_ELECTRON: string = __ELECTRON__;
/** Which packages are ours. */
export const MACHINE = `${process.platform}-${process.arch}`;
/** SHA-256 over everything that went into this build (scripts/build.mjs); stands in every manifest. */
export const BUILD: string = __BUILD__;
