import { randomBytes, randomInt, scrypt, timingSafeEqual } from 'node:crypto';

/** RFC 7914; 32 MiB and about 0.2 s for one guess (OWASP Password Storage: N=2^15, r=8, p=3). */
const COST = { N: 2 ** 15, r: 8, p: 3 } as const;
const SALT_BYTES = 16;
const DIGEST_BYTES = 32;
/** Letters and digits that are not mistaken for one another: five bits each. */
const ALPHABET = '23456789abcdefghjkmnpqrstuvwxyz';

interface Kept {
  readonly cost: { readonly N: number; readonly r: number; readonly p: number };
  readonly salt: Buffer;
  readonly digest: Buffer;
}

/** One text for what different keyboards write (NIST SP 800-63B 3.1.1.2). */
const derive = (password: string, salt: Buffer, { N, r, p }: Kept['cost']): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    scrypt(password.normalize('NFKC'), salt, DIGEST_BYTES, { N, r, p, maxmem: 256 * N * r }, (error, key) =>
      error === null ? resolve(key) : reject(error),
    );
  });

const written = ({ cost: { N, r, p }, salt, digest }: Kept): string =>
  ['scrypt', N, r, p, salt.toString('base64'), digest.toString('base64')].join('$');

function read(text: string): Kept {
  const [, N, r, p, salt = '', digest = ''] = text.split('$');
  const cost = { N: Number(N), r: Number(r), p: Number(p) };
  return { cost, salt: Buffer.from(salt, 'base64'), digest: Buffer.from(digest, 'base64') };
}

/** What is kept of a password. */
export async function keptPassword(password: string): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  return written({ cost: COST, salt, digest: await derive(password, salt, COST) });
}

/** Nobody's password: a name that is not there takes as long as one that is. */
const NOBODY: Kept = { cost: COST, salt: randomBytes(SALT_BYTES), digest: randomBytes(DIGEST_BYTES) };

/** Whether `password` is the kept one; `kept` undefined: the same work, and false. */
export async function isPassword(password: string, kept: string | undefined): Promise<boolean> {
  const { cost, salt, digest } = kept === undefined ? NOBODY : read(kept);
  const same = timingSafeEqual(await derive(password, salt, cost), digest);
  return same && kept !== undefined;
}

/** A password of 99 random bits, in groups for the eye. */
export const freshPassword = (): string =>
  Array.from({ length: 4 }, () => Array.from({ length: 5 }, () => ALPHABET[randomInt(ALPHABET.length)]).join('')).join(
    '-',
  );
