import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { toPem } from '../../src/core/pki';
import { createTimeStampAuthority, decodeTimeStampReq, encodeTimeStampReq, timeStampingKey } from '../../src/core/tsp';
import { nodeClock, nodeDigest, nodeRandom } from '../../src/platform/node';
import { type DemoHospital, demoHospital } from './demo-hospital';
import { listOf } from './long-term';

/** How a source behaves; anything but `good` must be passed over. */
export type Manner =
  | 'good'
  | 'away'
  | 'html'
  | 'empty'
  | 'silent'
  | 'wrong-imprint'
  | 'old-nonce'
  | 'wrong-time'
  | 'rejects';

/** A time-stamp source over real HTTP, whose manner a test may change at any time. */
export interface TimeStampServer {
  readonly url: string;
  /** Its root, PEM. */
  readonly rootPem: string;
  /** Its revocation lists. */
  readonly crlUrls: readonly string[];
  manner: Manner;
  /** Queries so far. */
  asked(): number;
  close(): Promise<void>;
}

type Answer = (query: Uint8Array) => Promise<Uint8Array>;

/** The same query over other bytes: what a broken or evil server stamps. */
function overOtherBytes(query: Uint8Array): Uint8Array {
  const read = decodeTimeStampReq(query);
  if (!read.ok) throw new Error(read.error.code);
  const messageImprint = { hashAlgorithm: 'SHA-256', hashedMessage: new Uint8Array(32).fill(7) } as const;
  return encodeTimeStampReq({ ...read.value, messageImprint });
}

/** Another instance of our own unit, under a root of its own. */
function unitOf(hospital: DemoHospital, offMs: number): Answer {
  const { tsa, ca } = hospital;
  const authority = createTimeStampAuthority({
    key: timeStampingKey(tsa.certificate, [ca.certificate], tsa.signer, nodeDigest),
    policy: '2.25.1',
    accuracy: { seconds: 1 },
    clock: { ...nodeClock, nowMs: () => nodeClock.nowMs() + offMs },
    random: nodeRandom,
  });
  return async (query) => (await authority.answer(query)).response;
}

async function listen(server: Server): Promise<string> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

interface Honest {
  readonly rootPem: string;
  readonly answer: Answer;
  readonly offTime?: Answer;
  readonly lists?: readonly Uint8Array[];
}

async function serve({ rootPem, answer, offTime, lists = [] }: Honest): Promise<TimeStampServer> {
  let asked = 0;
  let first: Uint8Array | undefined;
  const answers: Partial<Record<Manner, Answer>> = {
    good: answer,
    html: async () => Buffer.from('<html><body>Sign in to the guest network</body></html>'),
    empty: async () => new Uint8Array(0),
    'wrong-imprint': (query) => answer(overOtherBytes(query)),
    'old-nonce': async (query) => {
      first ??= await answer(query.slice());
      return first;
    },
    'wrong-time': offTime ?? answer,
    rejects: (query) => answer(query.slice(0, -1)),
  };
  const server = createServer((request, response) => {
    const list = /^\/crl\/(\d)$/.exec(request.url ?? '')?.[1];
    if (list !== undefined) {
      response.end(Buffer.from(lists[Number(list)] ?? []));
      return;
    }
    asked++;
    if (face.manner === 'away') {
      request.socket.destroy();
      return;
    }
    if (face.manner === 'silent') return;
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const reply = answers[face.manner] as Answer;
      reply(new Uint8Array(Buffer.concat(chunks))).then(
        (bytes) => response.setHeader('content-type', 'application/timestamp-reply').end(Buffer.from(bytes)),
        () => response.writeHead(500).end(),
      );
    });
  });
  const origin = await listen(server);
  const face: TimeStampServer = {
    url: `${origin}/`,
    rootPem,
    crlUrls: lists.map((_, index) => `${origin}/crl/${index}`),
    manner: 'good',
    asked: () => asked,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  return face;
}

/** A second instance of our own time-stamp unit, of another hospital. */
export async function ownUnitServer(): Promise<TimeStampServer> {
  const hospital = await demoHospital();
  const { root, ca } = hospital;
  const nowMs = Date.now();
  return serve({
    rootPem: toPem('CERTIFICATE', root.certificate.raw),
    answer: unitOf(hospital, 0),
    offTime: unitOf(hospital, 3_600_000),
    lists: [await listOf(root, nowMs), await listOf(ca, nowMs)],
  });
}

const OPENSSL_CONFIG = `
[req]
distinguished_name = dn
[dn]
[root]
basicConstraints = critical,CA:TRUE
keyUsage = critical,keyCertSign,cRLSign
subjectKeyIdentifier = hash
[unit]
basicConstraints = critical,CA:FALSE
keyUsage = critical,digitalSignature
extendedKeyUsage = critical,timeStamping
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
[tsa]
default_tsa = tsa1
[tsa1]
serial = serial
default_policy = 1.2.3.4.1
digests = sha256, sha384, sha512
ess_cert_id_alg = sha256
signer_digest = sha256
[ca]
default_ca = ca1
[ca1]
database = index.txt
crlnumber = crlnumber
default_md = sha256
default_crl_days = 30
crl_extensions = crl
[crl]
authorityKeyIdentifier = keyid
`;

/** A foreign authority: openssl ts behind a small HTTP server, its keys and list made by openssl in `folder`. */
export function opensslServer(folder: string): Promise<TimeStampServer> {
  mkdirSync(folder, { recursive: true });
  const run = (...args: string[]) =>
    execFileSync('openssl', args, { cwd: folder, stdio: ['ignore', 'pipe', 'ignore'] });
  const file = (name: string, text: string | Uint8Array) => writeFileSync(join(folder, name), text);
  file('openssl.cnf', OPENSSL_CONFIG);
  file('serial', '01\n');
  file('index.txt', '');
  file('crlnumber', '01\n');
  const key = ['-newkey', 'rsa:3072', '-nodes', '-config', 'openssl.cnf', '-sha256'];
  run(
    'req',
    '-x509',
    ...key,
    '-keyout',
    'root.key',
    '-out',
    'root.pem',
    '-days',
    '7300',
    '-subj',
    '/CN=Foreign Root',
    '-extensions',
    'root',
  );
  run('req', ...key, '-keyout', 'unit.key', '-out', 'unit.csr', '-subj', '/CN=Foreign Time-Stamp Unit');
  run(
    'x509',
    '-req',
    '-in',
    'unit.csr',
    '-CA',
    'root.pem',
    '-CAkey',
    'root.key',
    '-CAcreateserial',
    '-days',
    '7000',
    '-sha256',
    '-extfile',
    'openssl.cnf',
    '-extensions',
    'unit',
    '-out',
    'unit.pem',
  );
  run('ca', '-gencrl', '-config', 'openssl.cnf', '-keyfile', 'root.key', '-cert', 'root.pem', '-out', 'crl.pem');
  run('crl', '-in', 'crl.pem', '-outform', 'DER', '-out', 'crl.der');
  const answer: Answer = async (query) => {
    file('query.tsq', query);
    run(
      'ts',
      '-reply',
      '-config',
      'openssl.cnf',
      '-queryfile',
      'query.tsq',
      '-signer',
      'unit.pem',
      '-inkey',
      'unit.key',
      '-out',
      'reply.tsr',
    );
    return readFileSync(join(folder, 'reply.tsr'));
  };
  return serve({
    rootPem: readFileSync(join(folder, 'root.pem'), 'utf8'),
    answer,
    lists: [readFileSync(join(folder, 'crl.der'))],
  });
}
