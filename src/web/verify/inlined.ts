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

/** A document that whoever gave this page out wants to be checked: where it is, and its name. */
export interface OpenedDocument {
  readonly url: string;
  readonly name: string;
  /** Nothing is taken in or carried away here: the page stands in a kiosk. */
  readonly closed: boolean;
}

/** Put in by the server and the kiosk; a page from a disk has none, and its policy lets it fetch nothing. */
export function openedDocument(): OpenedDocument | undefined {
  const value = JSON.parse(textOf('opened') || 'null') as Partial<OpenedDocument> | null;
  return typeof value?.url === 'string' && typeof value.name === 'string'
    ? { url: value.url, name: value.name, closed: value.closed === true }
    : undefined;
}

/** The font of reports in PDF: Chinese of GBK and Latin, glyf outlines; packed in the page, unpacked when asked for. */
export async function reportFont(): Promise<Uint8Array> {
  const packed = Uint8Array.from(atob(JSON.parse(textOf('report-font')) as string), (one) => one.charCodeAt(0));
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** Whether the page stands in a kiosk: no files in or out, and a button that closes it. */
export const isClosed = (): boolean => openedDocument()?.closed === true;
