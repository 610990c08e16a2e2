import { fetch, type Headers } from 'undici';

/** What a test's browser got from the server. */
export interface BrowserReply {
  readonly status: number;
  readonly headers: Headers;
  readonly json: Record<string, unknown> & { readonly code?: string };
}

/** Somebody's browser at the console: it keeps one cookie and says which page it is at, as real ones do. */
export class OperatorBrowser {
  cookie: string | undefined;

  constructor(
    readonly url: string,
    readonly headers: Readonly<Record<string, string>> = { origin: new URL(url).origin },
  ) {}

  async call(method: 'GET' | 'POST', path: string, body?: object): Promise<BrowserReply> {
    const response = await fetch(new URL(path, this.url), {
      method,
      headers: {
        ...this.headers,
        ...(this.cookie === undefined ? {} : { cookie: this.cookie }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const [set] = response.headers.getSetCookie();
    if (set !== undefined) this.cookie = set.startsWith('=') ? undefined : set.split(';', 1)[0];
    const text = await response.text();
    const json = response.headers.get('content-type')?.includes('json') === true ? JSON.parse(text) : {};
    return { status: response.status, headers: response.headers, json };
  }

  signIn(name: string, password: string): Promise<BrowserReply> {
    return this.call('POST', '/v1/operator-sessions', { name, password });
  }
}
