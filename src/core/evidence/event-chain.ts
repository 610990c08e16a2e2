import { attempt, type Digest, err, fromHex, must, ok, Refusal, type Result, toHex } from '../base';
import { canonicalJson, readCanonicalJson } from './canonical-json';
import type { JsonObject } from './json';

export const EVENT_FORMAT = 'InkWitness/event/1';
/** What the first event names as its predecessor: 32 zero bytes. */
const GENESIS = '0'.repeat(64);
const MEMBERS = ['at', 'data', 'format', 'kind', 'previous', 'sequence'];

/** What happened. `kind` is a word such as page-shown; `data` holds counts and ids, never biometric data. */
export interface SessionAct {
  readonly atMs: number;
  readonly kind: string;
  readonly data: JsonObject;
}

/** An act in its place, docs/evidence-format.md 7. */
export interface ChainedEvent {
  readonly format: typeof EVENT_FORMAT;
  readonly sequence: number;
  /** SHA-256, hex, of the canonical bytes of the event before. */
  readonly previous: string;
  /** RFC 3339, UTC, milliseconds, by the station's clock. */
  readonly at: string;
  readonly kind: string;
  readonly data: JsonObject;
}

export interface ChainHead {
  /** SHA-256, lower-case hex, of the last event's canonical bytes; 64 zeros before the first. */
  readonly head: string;
  /** Number of events so far. */
  readonly length: number;
}

const isHead = (head: ChainHead): boolean =>
  fromHex(head.head)?.length === 32 && Number.isSafeInteger(head.length) && head.length >= 0;

function readEvent(line: Uint8Array): ChainedEvent {
  const value = must(readCanonicalJson(line)) as unknown as ChainedEvent | null;
  const shaped =
    value !== null &&
    typeof value === 'object' &&
    Object.keys(value).sort().join() === MEMBERS.join() &&
    value.format === EVENT_FORMAT &&
    typeof value.kind === 'string' &&
    /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/.test(value.at) &&
    value.data !== null &&
    typeof value.data === 'object' &&
    !Array.isArray(value.data);
  if (!shaped) throw new Refusal('EVIDENCE_CHAIN_BROKEN', 'not an event');
  return value;
}

/** Events of a session, each naming the digest of the one before; one canonical line each. */
export class EventChain {
  #head: string;
  #length: number;
  readonly #digest: Digest;

  /** Begins anew, or goes on after `from` (read back from a journal). */
  constructor(digest: Digest, from: ChainHead = { head: GENESIS, length: 0 }) {
    this.#digest = digest;
    this.#head = from.head;
    this.#length = from.length;
  }

  get head(): ChainHead {
    return { head: this.#head, length: this.#length };
  }

  /** Adds an act and answers its line (canonical JSON, no line feed). EVIDENCE_NOT_JSON for data that is no JSON. */
  append(act: SessionAct): Result<{ readonly event: ChainedEvent; readonly line: Uint8Array }> {
    const event: ChainedEvent = {
      format: EVENT_FORMAT,
      sequence: this.#length,
      previous: this.#head,
      at: new Date(act.atMs).toISOString(),
      kind: act.kind,
      data: act.data,
    };
    const line = canonicalJson(event as unknown as JsonObject);
    if (!line.ok) return line;
    this.#head = toHex(this.#digest.hash('SHA-256', line.value));
    this.#length += 1;
    return ok({ event, line: line.value });
  }

  /** Takes over a line that another wrote. EVIDENCE_CHAIN_BROKEN unless it is exactly the next one. */
  accept(line: Uint8Array): Result<ChainedEvent> {
    return attempt(() => {
      const event = readEvent(line);
      if (event.sequence !== this.#length || event.previous !== this.#head)
        throw new Refusal('EVIDENCE_CHAIN_BROKEN', `event ${this.#length}`);
      this.#head = toHex(this.#digest.hash('SHA-256', line));
      this.#length += 1;
      return event;
    });
  }
}

/** Walks lines from the beginning (or from a known head) and answers where they lead. EVIDENCE_CHAIN_BROKEN. */
export function verifyEventChain(lines: Iterable<Uint8Array>, digest: Digest, from?: ChainHead): Result<ChainHead> {
  if (from && !isHead(from)) return err('EVIDENCE_CHAIN_BROKEN', 'head');
  const chain = new EventChain(digest, from);
  for (const line of lines) {
    const accepted = chain.accept(line);
    if (!accepted.ok) return accepted;
  }
  return ok(chain.head);
}
