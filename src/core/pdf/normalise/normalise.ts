import { attemptAsync, fromLatin1, latin1, Refusal, type Result } from '../../base';
import { isStream, type StreamObject } from '../file/reader';
import { stringBytes } from '../syntax/strings';
import type { PdfDict, PdfValue } from '../syntax/value';
import { writeHex } from '../syntax/write';
import type { LenientFile } from './lenient-file';
import type { NormaliseReason } from './normalise-reasons';
import { placeOf, type Reachable, TRAILER_KEYS } from './reachable';
import { type Renumbering, serialise, serialiseStreamDict } from './serialise';

const CHUNK = 1 << 20;
/** Ten digits of a table row (ISO 32000-1 7.5.4). */
const MAX_OFFSET = 9_999_999_999;
/** 14.4 wants 16 bytes. */
const ID_BYTES = 16;

/** A file that has to be written anew, and everything that was learnt of it. */
export interface NormalisationPlan {
  /** Why, in the order of NORMALISE_REASONS; at least one. */
  readonly reasons: readonly NormaliseReason[];
  /** For `normalise` only. */
  readonly parts: { readonly file: LenientFile; readonly reachable: Reachable };
}

/** Takes the bytes of the new file in their order. */
export type Sink = (bytes: Uint8Array) => Promise<void>;

/** Objects in the order of their old numbers, then those that stood inside others. */
const renumber = ({ objects, promoted }: Reachable) => {
  const numbers = new Map<number, number>();
  for (const num of [...objects.keys()].sort((a, b) => a - b)) numbers.set(num, numbers.size + 1);
  const places = new Map<string, number>();
  for (const place of promoted) places.set(place, numbers.size + places.size + 1);
  return { numbers, places };
};

class Writer {
  private at = 0;
  private readonly offsets: number[] = [];
  private readonly numbers: ReadonlyMap<number, number>;
  private readonly places: ReadonlyMap<string, number>;
  private readonly promotedBodies: string[] = [];

  constructor(
    private readonly plan: NormalisationPlan['parts'],
    private readonly sink: Sink,
  ) {
    ({ numbers: this.numbers, places: this.places } = renumber(plan.reachable));
  }

  private async put(bytes: Uint8Array): Promise<void> {
    this.at += bytes.length;
    await this.sink(bytes);
  }

  private renumbering(holder: number): Renumbering {
    const ofReference = (num: number, gen: number): number | undefined =>
      this.plan.reachable.objects.get(num) === gen ? this.numbers.get(num) : undefined;
    const ofPlace = (value: PdfValue): number | undefined => {
      const number = this.places.size === 0 ? undefined : this.places.get(placeOf(holder, value));
      if (number !== undefined) this.keepPromoted(number, value, renumbering);
      return number;
    };
    const renumbering = { ofReference, ofPlace };
    return renumbering;
  }

  private keepPromoted(number: number, value: PdfValue, renumbering: Renumbering): void {
    this.promotedBodies[number - this.numbers.size - 1] = serialise(value, renumbering);
  }

  private async streamData({ streamStart, num }: StreamObject, length: number): Promise<void> {
    const { source } = this.plan.file.store;
    for (let done = 0; done < length; done += CHUNK) {
      const wanted = Math.min(CHUNK, length - done);
      const bytes = await source.read(streamStart + done, wanted);
      if (bytes.length !== wanted) throw new Refusal('PDF_TRUNCATED', `stream ${num}`);
      await this.put(bytes);
    }
  }

  private async object(num: number, number: number): Promise<void> {
    const object = await this.plan.file.store.load(num);
    if (object === undefined) throw new Refusal('PDF_DAMAGED', `object ${num}`);
    const renumbering = this.renumbering(num);
    this.offsets[number] = this.at;
    if (!isStream(object)) {
      await this.put(latin1(`${number} 0 obj\n${serialise(object.value, renumbering)}\nendobj\n`));
      return;
    }
    const length = this.plan.reachable.streams.get(num) as number;
    const dict = serialiseStreamDict(object.value, length, renumbering);
    await this.put(latin1(`${number} 0 obj\n${dict}\nstream\n`));
    await this.streamData(object, length);
    await this.put(latin1('\nendstream\nendobj\n'));
  }

  /** Objects that stood inside others; each was written down when its holder was. */
  private async promotedObjects(): Promise<void> {
    for (let index = 0; index < this.places.size; index++) {
      const number = this.numbers.size + 1 + index;
      this.offsets[number] = this.at;
      await this.put(latin1(`${number} 0 obj\n${this.promotedBodies[index] ?? 'null'}\nendobj\n`));
    }
  }

  private async index(trailer: string): Promise<void> {
    if (this.at > MAX_OFFSET) throw new Refusal('PDF_TOO_LARGE', 'cross-reference table');
    const start = this.at;
    const size = this.numbers.size + this.places.size + 1;
    let rows = `xref\n0 ${size}\n0000000000 65535 f\r\n`;
    for (let number = 1; number < size; number++) {
      rows += `${String(this.offsets[number]).padStart(10, '0')} 00000 n\r\n`;
      if (rows.length < CHUNK) continue;
      await this.put(latin1(rows));
      rows = '';
    }
    await this.put(latin1(`${rows}trailer\n<<\n/Size ${size}\n${trailer}\n>>\nstartxref\n${start}\n%%EOF\n`));
  }

  async write(version: string, sourceSha256: Uint8Array): Promise<void> {
    const { trailer } = this.plan.file;
    // Four bytes beyond ASCII say that the file is binary (7.5.2).
    await this.put(latin1(`%PDF-${version}\n%\xe2\xe3\xcf\xd3\n`));
    for (const [num, number] of this.numbers) await this.object(num, number);
    await this.promotedObjects();
    const renumbering = this.renumbering(0);
    const kept = TRAILER_KEYS.flatMap((key) => {
      const value = trailer.entries.get(key);
      const text = value === undefined ? 'null' : serialise(value, renumbering);
      return text === 'null' ? [] : [`/${key} ${text}`];
    });
    await this.index([...kept, `/ID[${identifiers(trailer, sourceSha256)}]`].join('\n'));
  }
}

/** The first identifier stays (14.4); the second, and a missing first, come from the source's digest. */
const identifiers = (trailer: PdfDict, sourceSha256: Uint8Array): string => {
  const id = trailer.entries.get('ID');
  const first = id?.kind === 'array' ? id.items[0] : undefined;
  const fresh = writeHex(sourceSha256.subarray(0, ID_BYTES));
  return `${first?.kind === 'string' ? writeHex(stringBytes(first)) : fresh} ${fresh}`;
};

const versionOf = async ({ store }: LenientFile): Promise<string> => {
  const head = fromLatin1(await store.source.read(0, 1024));
  return /%PDF-(\d\.\d)/.exec(head)?.[1] ?? '1.7';
};

/**
 * Writes the file of a plan anew: every object that the trailer leads to, each once, one cross-reference table without
 * gaps, one revision. Stream data is copied as it stands in the file, in pieces of 1 MiB. The same source and digest
 * make the same bytes everywhere: nothing is compressed again and nothing is random. PDF_TRUNCATED, PDF_DAMAGED,
 * PDF_TOO_LARGE.
 */
export const normalise = (plan: NormalisationPlan, sourceSha256: Uint8Array, sink: Sink): Promise<Result<void>> =>
  attemptAsync(async () => new Writer(plan.parts, sink).write(await versionOf(plan.parts.file), sourceSha256));
