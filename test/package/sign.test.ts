import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signerFrom, signFolder } from '../../scripts/package/sign';
import { canSign, throwAwaySigner } from '../support/code-signing';
import { smallApplication } from '../support/small-application';

describe.skipIf(!canSign())('code signing (needs osslsigncode)', () => {
  let work: string;
  beforeAll(() => {
    work = mkdtempSync(join(tmpdir(), 'inkwitness-sign-'));
  });
  afterAll(() => rmSync(work, { recursive: true, force: true }));

  it('signs every program of a folder: signed verifies, unsigned and one flipped byte do not', () => {
    const folder = smallApplication(join(work, 'app'), '0.1.0');
    const program = join(folder, 'inkwitness.exe');
    const { signer, judged } = throwAwaySigner(work);
    expect(judged(program)).not.toBe(0);
    const signed = signFolder(folder, signer);
    expect(signed.map((file) => file.split('/').at(-1)).sort()).toEqual(['inkwitness.exe', 'node-napi-v4.node']);
    for (const file of signed) expect(judged(file)).toBe(0);
    const bytes = readFileSync(program);
    const inside = Math.floor(bytes.length / 3);
    bytes[inside] = (bytes[inside] as number) ^ 1;
    writeFileSync(program, bytes);
    expect(judged(program)).not.toBe(0);
  });

  it('a wrong password is an error that does not tell it; nothing set is no signer', () => {
    const { signer } = throwAwaySigner(work);
    const passwordFile = join(work, 'wrong');
    writeFileSync(passwordFile, 'wrong-secret');
    const folder = smallApplication(join(work, 'other'), '0.1.0');
    expect(() => signFolder(folder, { ...signer, passwordFile })).toThrow(/osslsigncode failed(?!.*wrong-secret)/s);
    expect(signerFrom({})).toBeUndefined();
  });
});
