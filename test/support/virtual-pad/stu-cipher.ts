import { constants, createCipheriv, createPublicKey, publicEncrypt, randomBytes } from 'node:crypto';

const number = (bytes: Uint8Array): bigint => BigInt(`0x${Buffer.from(bytes).toString('hex')}`);
const sixteen = (value: bigint): Buffer => Buffer.from(value.toString(16).padStart(32, '0'), 'hex');
/** Square and multiply from the top bit; OpenSSL refuses Diffie-Hellman under 512 bits. */
const power = (base: bigint, exponent: bigint, prime: bigint): bigint =>
  [...exponent.toString(2)].reduce((sum, bit) => (sum * sum * (bit === '1' ? base : 1n)) % prime, 1n);

/** The pad's end of both encryptions: RSA and AES by Node. */
export class PadCipher {
  /** A prime of 128 bits with generator 2, fixed: making one takes long. */
  static readonly prime = Buffer.from('ffffffffffffffffffffffffffffff61', 'hex');
  static readonly base = Buffer.from('0002', 'hex');
  private key: Uint8Array | undefined;
  private exponent: number[] = [];
  private modulus: number[] = [];
  private secret: Uint8Array = new Uint8Array(0);
  private chosenBlock = 0;
  devicePublicKey: Uint8Array = new Uint8Array(16);
  typeIsSet = false;

  get isReady(): boolean {
    return this.key !== undefined;
  }

  hostPublicKey(theirs: Uint8Array): void {
    const prime = number(PadCipher.prime);
    const secret = number(randomBytes(16));
    this.devicePublicKey = sixteen(power(number(PadCipher.base), secret, prime));
    this.key = sixteen(power(number(theirs), secret, prime));
  }

  /** encryptionCommand: number, parameter, length or index, 64 bytes. Result code. */
  command([code, parameter = 0, length = 0, ...data]: readonly number[]): number {
    if (code === 1) {
      this.typeIsSet = parameter === 2 && length === 0b10_000010;
      [this.exponent, this.modulus] = [[], []];
      return this.typeIsSet ? 0 : 4;
    }
    if (code === 2) {
      (parameter === 0 ? this.exponent : this.modulus).push(...data.slice(0, length));
      return 0;
    }
    if (code === 4) {
      this.chosenBlock = length;
      return parameter === 2 && length < 4 ? 0 : 4;
    }
    if (code === 5 && this.modulus.length === 256 && this.exponent.length > 0) {
      this.key = randomBytes(32);
      const part = (bytes: number[]): string => Buffer.from(bytes).toString('base64url');
      const key = createPublicKey({
        key: { kty: 'RSA', n: part(this.modulus), e: part(this.exponent) },
        format: 'jwk',
      });
      const padding = constants.RSA_PKCS1_OAEP_PADDING;
      this.secret = publicEncrypt({ key, padding, oaepHash: 'sha1' }, this.key);
      return 0;
    }
    return 4;
  }

  answer(): number[] {
    return [4, 2, this.chosenBlock, ...this.secret.subarray(this.chosenBlock * 64, this.chosenBlock * 64 + 64)];
  }

  status(): number[] {
    const ready = (is: boolean): number => (is ? 0 : 0xff);
    const rsa = [
      ready(this.exponent.length > 0),
      ready(this.modulus.length === 256),
      ready(this.secret.length === 256),
    ];
    return [2, 0b10_000010, 0, ...rsa, 0, 7, 0, 0, 0, 0, 0, 0, 0, 0];
  }

  seal(block: readonly number[]): number[] {
    if (this.key === undefined || block.length !== 16) throw new Error('nothing to encrypt with');
    const cipher = createCipheriv(this.key.length === 32 ? 'aes-256-cbc' : 'aes-128-cbc', this.key, Buffer.alloc(16));
    cipher.setAutoPadding(false);
    return [...cipher.update(Buffer.from(block)), ...cipher.final()];
  }
}
