import { Refusal } from '../base';

/** Header fields as node:http gives them; names in any case. */
export type HeaderFields = Readonly<Record<string, string | readonly string[] | undefined>>;

/** A request, or a response with its status, as the signature sees it. */
export interface HttpMessage {
  readonly method?: string;
  /** As on the wire: absolute ('https://host/path?query') or origin form ('/path?query'), already percent-encoded. */
  readonly url?: string;
  readonly status?: number;
  readonly headers: HeaderFields;
}

interface Target {
  readonly scheme?: string;
  readonly authority?: string;
  readonly path: string;
  readonly query: string;
}

/** RFC 3986 3: scheme, authority, path, query; a fragment is never sent. */
const splitTarget = (url: string): Target => {
  const match = /^(?:([A-Za-z][A-Za-z0-9+.-]*):\/\/([^/?#]*))?([^?#]*)(\?[^#]*)?/.exec(url);
  const [, scheme, authority, path, query] = match ?? [];
  return {
    path: path === undefined || path === '' ? '/' : path,
    // An absent query is a single question mark (RFC 9421 2.2.7).
    query: query ?? '?',
    ...(scheme !== undefined && { scheme: scheme.toLowerCase() }),
    ...(authority !== undefined && { authority: authority.toLowerCase() }),
  };
};

/** A field's line on one line (obsolete folds become a space), trimmed. */
const unfolded = (line: string): string => (line.includes('\n') ? line.replace(/\s*\r?\n\s*/g, ' ') : line).trim();

/** Value of a header field: all its lines, trimmed, joined (RFC 9421 2.1). Asked some ten times a request. */
export const headerValue = (headers: HeaderFields, name: string): string | undefined => {
  let joined: string | undefined;
  for (const key in headers) {
    const value = key.length === name.length && key.toLowerCase() === name ? headers[key] : undefined;
    for (const line of typeof value === 'string' ? [value] : (value ?? []))
      joined = joined === undefined ? unfolded(line) : `${joined}, ${unfolded(line)}`;
  }
  return joined;
};

/** Default ports are left out of @authority (RFC 9421 2.2.3). */
const authorityOf = (message: HttpMessage, target: Target | undefined): string | undefined => {
  const authority = target?.authority ?? headerValue(message.headers, 'host')?.toLowerCase();
  return authority?.replace(target?.scheme === 'http' ? /:80$/ : /:443$/, '');
};

const derivedValue = (message: HttpMessage, name: string): string | undefined => {
  const target = message.url === undefined ? undefined : splitTarget(message.url);
  switch (name) {
    case '@method':
      return message.method;
    case '@path':
      return target?.path;
    case '@query':
      return target?.query;
    case '@authority':
      return authorityOf(message, target);
    case '@scheme':
      return target?.scheme;
    case '@target-uri':
      return target?.scheme === undefined ? undefined : message.url;
    case '@status':
      return message.status === undefined ? undefined : String(message.status);
    default:
      return undefined;
  }
};

/** Value of a covered component (RFC 9421 2.1, 2.2). Throws a Refusal for one that is absent or not supported. */
export const componentValue = (message: HttpMessage, name: string): string => {
  const value = name.startsWith('@') ? derivedValue(message, name) : headerValue(message.headers, name);
  if (value === undefined) throw new Refusal('HTTPSIG_UNSUPPORTED_COMPONENT', name);
  return value;
};
