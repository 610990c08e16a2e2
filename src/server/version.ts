declare const __VERSION__: string | undefined;

/** Put in by the build; 'development' when run from source. */
export const VERSION: string = typeof __VERSION__ === 'string' ? __VERSION__ : 'development';
