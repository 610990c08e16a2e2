import { type Digest, err, type Hasher, ok, type RandomAccess, type Result } from '../base';
import type { ByteRange } from '../pdf';
import { feed, isByteRange } from './byte-range';

interface Checkpoint {
  readonly size: number;
  readonly hasher: Hasher;
}

/** A state is some hundred bytes; a form has a handful of revisions. */
const MAX_CHECKPOINTS = 130;

/**
 * SHA-256 digests of one source that have their beginning in common: D0 and D1 of every signature of a file. Where the
 * platform can copy a hash's state, the file is read and hashed once, however many signatures it has.
 */
export class PrefixDigests {
  readonly #checkpoints: Checkpoint[] = [];

  constructor(
    private readonly source: RandomAccess,
    private readonly digest: Digest,
  ) {}

  #nearest(size: number): Checkpoint | undefined {
    let best: Checkpoint | undefined;
    for (const one of this.#checkpoints) if (one.size <= size && one.size >= (best?.size ?? 0)) best = one;
    return best;
  }

  /** A hasher of its own that has seen the first `size` bytes. */
  async #after(size: number): Promise<Hasher | undefined> {
    const near = this.#nearest(size);
    const copied = near?.hasher.copy?.();
    const hasher = copied ?? this.digest.hasher('SHA-256');
    if (!(await feed(this.source, copied && near ? near.size : 0, size, hasher))) return undefined;
    const kept = near?.size === size ? undefined : hasher.copy?.();
    if (kept && this.#checkpoints.length < MAX_CHECKPOINTS) this.#checkpoints.push({ size, hasher: kept });
    return hasher;
  }

  /** D0: SHA-256 of the first `size` bytes. PADES_BYTE_RANGE when there are fewer. */
  async prefix(size: number): Promise<Result<Uint8Array>> {
    const hasher = size >= 0 && size <= this.source.size ? await this.#after(size) : undefined;
    return hasher ? ok(hasher.digest()) : err('PADES_BYTE_RANGE', 'source ends early');
  }

  /** D1: as digestByteRange. */
  async byteRange(range: ByteRange): Promise<Result<Uint8Array>> {
    if (!isByteRange(range, this.source.size)) return err('PADES_BYTE_RANGE');
    const [, length, second, rest] = range;
    const hasher = await this.#after(length);
    const complete = hasher && (await feed(this.source, second, second + rest, hasher));
    return complete ? ok(hasher.digest()) : err('PADES_BYTE_RANGE', 'source ends early');
  }
}
