import { createReadStream } from 'node:fs';
import { Agent as HttpAgent, type IncomingMessage, request as requestHttp } from 'node:http';
import { Agent as HttpsAgent, request as requestHttps } from 'node:https';
import { err, ok, type Result } from '../../core/base';
import { type TlsTrust, tlsOptions, trustFailure } from './tls-trust';

/** Bytes at hand, or the first `size` bytes of a file that is sent without being read whole. */
export type HttpBody = Uint8Array | { readonly path: string; readonly size: number };

export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'PUT';
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: HttpBody;
  /** From the first byte sent to the last byte received. */
  readonly timeoutMs: number;
  readonly signal?: AbortSignal;
  /** Most bytes of an answer. */
  readonly maxBytes: number;
  /** Takes the answer's body of a 2xx piece by piece instead of keeping it. */
  readonly sink?: (chunk: Uint8Array) => Promise<void>;
}

export interface HttpReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Uint8Array;
}

/** Connections to one server, kept alive. Port with two carriers: Node's TLS here, Chromium's in main/app. */
export interface HttpChannel {
  exchange(request: HttpRequest): Promise<Result<HttpReply>>;
  close(): void;
}

const bodySize = (body: HttpBody): number => (body instanceof Uint8Array ? body.length : body.size);

/** Reads an answer to its end within the bound. */
async function receive(response: IncomingMessage, request: HttpRequest): Promise<Result<HttpReply>> {
  const status = response.statusCode ?? 0;
  const chunks: Uint8Array[] = [];
  const sink = status >= 200 && status < 300 ? request.sink : undefined;
  let size = 0;
  for await (const chunk of response as AsyncIterable<Uint8Array>) {
    size += chunk.length;
    if (size > request.maxBytes) {
      response.destroy();
      return err('SERVER_REPLY_TOO_LARGE', `${size} bytes`);
    }
    if (sink === undefined) chunks.push(chunk);
    else await sink(chunk);
  }
  if (!response.complete) return err('SERVER_AWAY', 'answer cut off');
  return ok({ status, headers: response.headers, body: new Uint8Array(Buffer.concat(chunks)) });
}

function failureOf(error: unknown, request: HttpRequest, timedOut: boolean): Result<HttpReply> {
  if (timedOut) return err('SERVER_TIMEOUT');
  if (request.signal?.aborted === true) return err('SERVER_CANCELLED');
  const code = (error as NodeJS.ErrnoException).code;
  return err(trustFailure(code) ?? 'SERVER_AWAY', code);
}

/**
 * A small HTTP/1.1 client over node:http and node:https: undici 7 needs Node 20, the kiosk's oldest runtime is Node 18.
 * `trust` is about the server at `origin`; other hosts (a time-stamping authority) are judged by the system's store.
 */
export function createHttpChannel(trust: TlsTrust, origin: string): HttpChannel {
  const plain = new HttpAgent({ keepAlive: true, maxSockets: 8 });
  const secure = new HttpsAgent({ keepAlive: true, maxSockets: 8, ...tlsOptions(trust) });
  const foreign = new HttpsAgent({ keepAlive: true, maxSockets: 2, ...tlsOptions({}) });
  const exchange = (request: HttpRequest): Promise<Result<HttpReply>> =>
    new Promise((resolve) => {
      const isSecure = request.url.protocol === 'https:';
      const length = request.body === undefined ? {} : { 'content-length': String(bodySize(request.body)) };
      const outgoing = (isSecure ? requestHttps : requestHttp)(request.url, {
        method: request.method,
        headers: { ...request.headers, ...length },
        agent: !isSecure ? plain : request.url.origin === origin ? secure : foreign,
        ...(request.signal === undefined ? {} : { signal: request.signal }),
      });
      let timedOut = false;
      const timer = setTimeout(() => {
        timedOut = true;
        outgoing.destroy(new Error('timeout'));
      }, request.timeoutMs);
      const finish = (reply: Result<HttpReply>) => {
        clearTimeout(timer);
        resolve(reply);
      };
      outgoing.on('error', (error) => finish(failureOf(error, request, timedOut)));
      outgoing.on('response', (response) => {
        receive(response, request).then(finish, (error) => finish(failureOf(error, request, timedOut)));
      });
      send(outgoing, request.body);
    });
  return {
    exchange,
    close: () => {
      plain.destroy();
      secure.destroy();
      foreign.destroy();
    },
  };
}

function send(outgoing: ReturnType<typeof requestHttp>, body: HttpBody | undefined): void {
  if (body === undefined) outgoing.end();
  else if (body instanceof Uint8Array) outgoing.end(body);
  else {
    const stream = createReadStream(body.path, { start: 0, end: Math.max(0, body.size - 1) });
    stream.on('error', (error) => outgoing.destroy(error));
    stream.pipe(outgoing);
  }
}
