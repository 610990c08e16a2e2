import { createReadStream } from 'node:fs';
import { app, type Certificate, type ClientRequest, type IncomingMessage, net, type Session, session } from 'electron';
import { err, fromBase64, ok, type Result, toHex } from '../../core/base';
import { fromPem } from '../../core/pki';
import {
  chooseCertificate,
  createHttpChannel,
  type HttpBody,
  type HttpReply,
  type HttpRequest,
  judgeServer,
  type StoreCarrier,
  type StoredCertificate,
  type TlsTrust,
  type WantedCertificate,
} from '../server-client';

/** Chromium keeps verdicts and choices as long as a session lives, and a session is never let go: seldom a new one. */
const ANEW_AFTER_MS = 600_000;
const MAX_PATH = 10;
/** net_error_list.h: the server wants a certificate, or does not take the one that it was shown. */
const ABOUT_CLIENT = /ERR_(?:SSL_CLIENT_AUTH|BAD_SSL_CLIENT_AUTH)/;

/** A network of Chromium's of its own: on no disk, shared with no screen and no other server. */
interface Line {
  readonly host: string;
  readonly wanted: WantedCertificate;
  readonly session: Session;
  readonly openedMs: number;
  /** No proxy: settled before the first request. */
  readonly ready: Promise<void>;
  server?: Result<number>;
  chosen?: Result<StoredCertificate>;
}

const lines = new Map<string, Line>();
let opened = 0;

const hostOf = (url: string): string => new URL(url.includes('://') ? url : `https://${url}`).host;

/** Path as it was handed over; a root names itself as its issuer. */
function chainOf(leaf: Certificate): Uint8Array[] {
  const path: Uint8Array[] = [];
  let at: Certificate | undefined = leaf;
  for (let left = MAX_PATH; at !== undefined && left > 0; left--) {
    path.push(...fromPem(at.data).map(({ der }) => der));
    at = at.issuerCert === at ? undefined : at.issuerCert;
  }
  return path;
}

const storedOf = (certificate: Certificate): StoredCertificate & { readonly certificate: Certificate } => ({
  issuer: certificate.issuerName,
  subject: certificate.subjectName,
  // `sha256/` and base64.
  sha256: toHex(fromBase64(certificate.fingerprint.slice('sha256/'.length)) ?? new Uint8Array()),
  fromMs: certificate.validStart * 1000,
  untilMs: certificate.validExpiry * 1000,
  certificate,
});

function openLine(trust: TlsTrust, host: string, wanted: WantedCertificate, nowMs: () => number): Line {
  const own = session.fromPartition(`server-${opened++}`, { cache: false });
  const line: Line = { host, wanted, session: own, openedMs: nowMs(), ready: own.setProxy({ mode: 'direct' }) };
  own.setSSLConfig({ minVersion: 'tls1.2' });
  // An intranet's server must not be given the Windows account by itself.
  own.allowNTLMCredentialsForDomains('none.invalid');
  own.setCertificateVerifyProc((request, callback) => {
    const isTrustedBySystem = request.verificationResult === 'net::OK';
    const path = trust.ca === undefined ? request.validatedCertificate : request.certificate;
    const shown = { host: request.hostname, chain: chainOf(path), isTrustedBySystem };
    line.server = judgeServer(trust, shown, nowMs());
    callback(line.server.ok ? 0 : -2);
  });
  return line;
}

/** Whether Chromium must forget: a certificate has ended since, or a verdict may have become a better one. */
function isStale({ server, chosen, openedMs }: Line, nowMs: number): boolean {
  if (server?.ok === true && server.value < nowMs) return true;
  return (server?.ok === false || chosen?.ok === false) && nowMs - openedMs > ANEW_AFTER_MS;
}

function failureOf(error: Error, line: Line): Result<HttpReply> {
  const { server, chosen } = line;
  if (chosen?.ok === false) return chosen;
  if (ABOUT_CLIENT.test(error.message))
    return err('SERVER_CLIENT_CERTIFICATE', chosen === undefined ? 'none' : 'refused');
  const isJudged = /ERR_(?:CERT_|FAILED)/.test(error.message);
  if (isJudged && server?.ok === false) return server;
  return err(/ERR_CERT_/.test(error.message) ? 'SERVER_UNTRUSTED' : 'SERVER_AWAY', error.message);
}

/** Reads an answer to its end within the bound. */
async function receive(response: IncomingMessage, request: HttpRequest): Promise<Result<HttpReply>> {
  const { statusCode: status, headers } = response;
  const chunks: Uint8Array[] = [];
  const sink = status >= 200 && status < 300 ? request.sink : undefined;
  let size = 0;
  for await (const chunk of response as unknown as AsyncIterable<Uint8Array>) {
    size += chunk.length;
    if (size > request.maxBytes) return err('SERVER_REPLY_TOO_LARGE', `${size} bytes`);
    if (sink === undefined) chunks.push(chunk);
    else await sink(chunk);
  }
  return ok({ status, headers, body: new Uint8Array(Buffer.concat(chunks)) });
}

function send(outgoing: ClientRequest, body: HttpBody | undefined): void {
  if (body === undefined) outgoing.end();
  else if (body instanceof Uint8Array) outgoing.end(Buffer.from(body));
  else {
    // Chromium sets the length only of what it holds whole.
    outgoing.chunkedEncoding = true;
    const stream = createReadStream(body.path, { start: 0, end: Math.max(0, body.size - 1) });
    stream.on('error', () => outgoing.abort());
    stream.pipe(outgoing as unknown as NodeJS.WritableStream);
  }
}

const exchangeOver = (line: Line, request: HttpRequest): Promise<Result<HttpReply>> =>
  new Promise((resolve) => {
    const { method, url, headers, timeoutMs, signal } = request;
    const outgoing = net.request({ method, url: url.href, session: line.session, redirect: 'manual' });
    for (const [name, value] of Object.entries(headers)) outgoing.setHeader(name, value);
    outgoing.setHeader('accept-encoding', 'identity');
    const finish = (reply: Result<HttpReply>): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', cancel);
      // The server was asked as somebody else, or not at all.
      const told = line.chosen?.ok === false ? line.chosen : reply;
      resolve(told);
      if (!told.ok) outgoing.abort();
    };
    const timer = setTimeout(() => finish(err('SERVER_TIMEOUT')), timeoutMs);
    const cancel = (): void => finish(err('SERVER_CANCELLED'));
    signal?.addEventListener('abort', cancel);
    outgoing.on('error', (error) => finish(failureOf(error, line)));
    outgoing.on('redirect', (status) => {
      finish(ok({ status, headers: {}, body: new Uint8Array() }));
      outgoing.abort();
    });
    outgoing.on('response', (response) => {
      receive(response, request).then(finish, (error: Error) => finish(failureOf(error, line)));
    });
    if (signal?.aborted) cancel();
    else send(outgoing, request.body);
  });

/**
 * TLS of Chromium, which reaches keys in the system's store (Windows: CURRENT_USER\\MY with its providers; Linux: the NSS
 * database of the account), for requests to the server; others go Node's way. Call it when Electron is ready, once.
 */
export function storeCarrier(nowMs: () => number): StoreCarrier {
  app.configureHostResolver({ enableBuiltInResolver: false, secureDnsMode: 'off' });
  app.on('select-client-certificate', (event, contents, url, list, callback) => {
    event.preventDefault();
    const line = [...lines.values()].find(
      (one) => one.host === hostOf(url) && (contents === null || contents.session === one.session),
    );
    if (line === undefined) return callback();
    const chosen = chooseCertificate(list.map(storedOf), line.wanted, nowMs());
    line.chosen = chosen;
    if (chosen.ok) callback(chosen.value.certificate);
    else callback();
  });
  return (trust, origin, wanted) => {
    const others = createHttpChannel({}, origin);
    const key = JSON.stringify([origin, trust.ca, trust.pins, wanted]);
    const lineNow = (): Line => {
      const known = lines.get(key);
      if (known !== undefined && !isStale(known, nowMs())) return known;
      const line = openLine(trust, hostOf(origin), wanted, nowMs);
      lines.set(key, line);
      return line;
    };
    return {
      exchange: async (request) => {
        const { url } = request;
        if (url.origin !== origin || url.protocol !== 'https:') return others.exchange(request);
        const line = lineNow();
        await line.ready;
        return exchangeOver(line, request);
      },
      close: () => {
        others.close();
        void lines.get(key)?.session.closeAllConnections();
      },
    };
  };
}
