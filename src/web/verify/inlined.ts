/** Data that the build (scripts/bundle-verify-page.mjs) and the server put into the page beside its script. */
const textOf = (id: string): string => document.getElementById(id)?.textContent ?? '';

/** Root certificates that the publisher of this copy of the page put in, as PEM; empty for none. */
export const builtInAnchors = (): string => {
  try {
    const value: unknown = JSON.parse(textOf('anchors') || '""');
    return typeof value === 'string' ? value : '';
  } catch {
    return '';
  }
};

let files: Readonly<Record<string, string>> | undefined;

/** A character map, standard font or decoder of pdf.js, by its path. Throws when there is none. */
export function pdfFile(path: string): Uint8Array {
  files ??= JSON.parse(textOf('pdf-files')) as Record<string, string>;
  const text = files[path];
  if (text === undefined) throw new Error(`no ${path}`);
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}
