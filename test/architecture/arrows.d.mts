export const CORE_ORDER: readonly string[];
export const ROWS: Readonly<Record<string, { readonly src: readonly string[]; readonly npm: readonly string[] }>>;
export const NATIVE_MODULES: { readonly modules: string; readonly importer: string };
export const EXCEPTIONS: readonly string[];
export const BANNED_NAMES: RegExp;
