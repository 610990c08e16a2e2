import { createReadStream } from 'node:fs';
import { copyFile, mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { toBase64, toHex } from '../../core/base';
import { type Release, signRelease } from '../../core/release';
import { loadPrivateKeyPem, type NodeSigner, nodeDigest, signerFromKeyObject } from '../../platform/node';
import type { CliIo } from '../io';
import { EXIT_USAGE, type Verb, type VerbValues } from '../verb';

/** sysexits(3): data that cannot be used; an output that cannot be made. */
const EXIT_DATA = 65;
const EXIT_NOT_WRITTEN = 73;
const DAY_MS = 86_400_000;
/** Long enough for a holiday, short enough that a ward cannot be held back on an old version unseen. */
const DAYS = 90;

const listOf = (value: VerbValues[string]): string[] => (Array.isArray(value) ? value.map(String) : []);

async function signerOf(path: string): Promise<NodeSigner | undefined> {
  const key = loadPrivateKeyPem(await readFile(path, 'utf8').catch(() => ''));
  if (!key.ok || key.value.asymmetricKeyDetails?.namedCurve !== 'prime256v1') return undefined;
  return signerFromKeyObject(key.value);
}

async function packageFacts(path: string): Promise<Pick<Release, 'file' | 'size' | 'sha256'>> {
  const hasher = nodeDigest.hasher('SHA-256');
  for await (const chunk of createReadStream(path) as AsyncIterable<Uint8Array>) hasher.update(chunk);
  return { file: basename(path), size: (await stat(path)).size, sha256: toHex(hasher.digest()) };
}

/** The ring as the command line says it; nothing said: everybody. undefined: a share that is none. */
function ringOf(values: VerbValues): Release['ring'] | undefined {
  const [wards, stations] = [listOf(values['ward']), listOf(values['station'])];
  const isNamed = wards.length + stations.length > 0;
  const percent = Number(values['percent'] ?? (isNamed ? 0 : 100));
  return Number.isInteger(percent) && percent >= 0 && percent <= 100 ? { wards, stations, percent } : undefined;
}

async function publish(
  file: string,
  out: string,
  key: string,
  facts: Omit<Release, 'file' | 'size' | 'sha256'>,
  io: CliIo,
): Promise<number> {
  const signer = await signerOf(key);
  const found = await packageFacts(file).catch(() => undefined);
  const signed = signer && found && (await signRelease({ ...facts, ...found }, signer));
  if (!signer || !found || !signed?.ok) {
    io.error(signer ? `RELEASE_UNREADABLE ${basename(file)}` : 'KEY_UNREADABLE (P-256)');
    return EXIT_DATA;
  }
  try {
    const folder = join(out, facts.version);
    await mkdir(folder, { recursive: true });
    // The manifest last: a server that looks in between sees no release that is not whole.
    await copyFile(file, join(folder, found.file));
    await writeFile(join(folder, `${facts.platform}.json`), `${JSON.stringify(signed.value)}\n`);
  } catch (error) {
    io.error(`CLI_OUT_UNUSABLE ${(error as NodeJS.ErrnoException).code ?? ''}`);
    return EXIT_NOT_WRITTEN;
  }
  io.out(`${facts.version} ${facts.platform} ${found.sha256}`);
  io.out(`releaseKeys ${toBase64(signer.publicKey)}`);
  return 0;
}

export const releaseVerb: Verb = {
  name: 'release',
  usage:
    'release --key PEM --file PACKAGE --version V --platform win32-x64|linux-x64 --out DIR [--minimum V] [--days N] [--ward NAME]… [--station ID]… [--percent N]',
  summary: {
    zh: '为终端发布新版本：签名并放入 DIR/<版本>/（服务器的 hospital/releases）；不写范围就是全部终端',
    en: 'publishes a release for kiosks: signed, into DIR/<version>/ (hospital/releases of the server); for everybody without a ring',
  },
  options: {
    key: { type: 'string' },
    file: { type: 'string' },
    version: { type: 'string' },
    platform: { type: 'string' },
    out: { type: 'string' },
    minimum: { type: 'string', default: '0.0.0' },
    days: { type: 'string', default: String(DAYS) },
    ward: { type: 'string', multiple: true },
    station: { type: 'string', multiple: true },
    percent: { type: 'string' },
  },
  run(values, positionals, io) {
    const { key, file, version, platform, out, minimum } = values;
    const days = Number(values['days']);
    const ring = ringOf(values);
    const given = [key, file, version, platform, out].every((value) => typeof value === 'string' && value !== '');
    if (!given || !ring || positionals.length > 0 || !Number.isInteger(days) || days < 1) {
      io.error(`inkwitness ${releaseVerb.usage}`);
      return Promise.resolve(EXIT_USAGE);
    }
    const releasedMs = io.nowMs();
    const facts = {
      version: String(version),
      platform: String(platform),
      releasedMs,
      expiresMs: releasedMs + days * DAY_MS,
      minimumVersion: String(minimum),
      ring,
    };
    return publish(String(file), String(out), String(key), facts, io);
  },
};
