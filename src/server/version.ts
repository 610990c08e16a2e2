declare const __VERSION__: string | undefined;
declare const __BUILD__: string | undefined;

/** Put in by the build; 'development' when run from source. */
export const VERSION: string = typeof __VERSION__ === 'string' ? __VERSION__ : 'development';
/** SHA-256 over everything that went into the build. */
export const BUILD: string = typeof __BUILD__ === 'string' ? __BUILD__ : 'development';
