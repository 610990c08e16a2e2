import { concat, fromLatin1, latin1 } from '../../src/core/base';

export interface NewObject {
  readonly num: number;
  /** What stands between `obj` and `endobj`. */
  readonly body: string;
}

const last = (text: string, pattern: RegExp): string => {
  const all = [...text.matchAll(pattern)];
  const found = all[all.length - 1]?.[1];
  if (found === undefined) throw new Error(`not found: ${pattern}`);
  return found;
};

/** Appends an increment as an attacker with an editor does: objects, classic cross-reference table, trailer. */
export function increment(file: Uint8Array, objects: readonly NewObject[]): Uint8Array {
  const text = fromLatin1(file);
  let body = '\n';
  const entries: string[] = [];
  for (const { num, body: content } of objects) {
    const offset = file.length + body.length;
    body += `${num} 0 obj\n${content}\nendobj\n`;
    entries.push(`${num} 1\n${String(offset).padStart(10, '0')} 00000 n \n`);
  }
  const size = Math.max(Number(last(text, /\/Size (\d+)/g)), ...objects.map(({ num }) => num + 1));
  const root = last(text, /\/Root (\d+ 0 R)/g);
  const previous = last(text, /startxref\s+(\d+)/g);
  const id = last(text, /\/ID\s*(\[[^\]]*\])/g);
  const trailer = `trailer\n<< /Size ${size} /Root ${root} /Prev ${previous} /ID ${id} >>`;
  const xref = `xref\n${entries.join('')}${trailer}\nstartxref\n${file.length + body.length}\n%%EOF\n`;
  return concat([file, latin1(body + xref)]);
}

/** Number of the first object whose newest body matches. */
export function objectWith(file: Uint8Array, pattern: RegExp): { readonly num: number; readonly body: string } {
  const newest = new Map<number, string>();
  for (const [, num, body] of fromLatin1(file).matchAll(/(?:^|[\r\n])(\d+) 0 obj\s([\s\S]*?)endobj/g))
    newest.set(Number(num), body as string);
  for (const [num, body] of newest) if (pattern.test(body)) return { num, body: body.trim() };
  throw new Error(`no object with ${pattern}`);
}

/** A free object number. */
export const freeNumber = (file: Uint8Array): number => Number(last(fromLatin1(file), /\/Size (\d+)/g));
