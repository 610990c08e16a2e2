import { attempt, equal, fromUtf8, Refusal, type Result, utf8 } from '../base';
import type { JsonObject, JsonValue } from './json';

/** Deeper nesting than any of our formats; keeps recursion far from the stack's end. */
const MAX_DEPTH = 64;
/** A manifest is some 3 KB, an event under 1 KB. */
const MAX_BYTES = 1 << 20;

/** RFC 8785 3.2.2.2: the escapes of ECMAScript's JSON.stringify; text must be well formed (RFC 7493 2.1). */
function writeString(text: string): string {
  if (!isWellFormed(text)) throw new Refusal('EVIDENCE_NOT_JSON', 'lone surrogate');
  return JSON.stringify(text);
}

function isWellFormed(text: string): boolean {
  for (const character of text) {
    const code = character.codePointAt(0) as number;
    if (code >= 0xd800 && code <= 0xdfff) return false;
  }
  return true;
}

/** RFC 8785 3.2.2.3: ECMAScript's Number::toString, where minus zero is "0". */
function writeNumber(value: number): string {
  if (!Number.isFinite(value)) throw new Refusal('EVIDENCE_NOT_JSON', 'number is not finite');
  return String(value);
}

/** RFC 8785 3.2.3: members sorted by the UTF-16 code units of their names, which is what Array.sort compares. */
function writeObject(value: JsonObject, depth: number): string {
  const members = Object.keys(value).sort();
  return `{${members.map((name) => `${writeString(name)}:${write(value[name], depth + 1)}`).join(',')}}`;
}

function write(value: JsonValue | undefined, depth: number): string {
  if (depth > MAX_DEPTH) throw new Refusal('EVIDENCE_NOT_JSON', 'nested too deep');
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'number') return writeNumber(value);
  if (typeof value === 'string') return writeString(value);
  if (Array.isArray(value)) return `[${value.map((item: JsonValue) => write(item, depth + 1)).join(',')}]`;
  if (typeof value === 'object') return writeObject(value as JsonObject, depth);
  throw new Refusal('EVIDENCE_NOT_JSON', `${typeof value} is not JSON`);
}

/**
 * JSON Canonicalization Scheme, RFC 8785: the one UTF-8 byte string of a JSON value.
 * EVIDENCE_NOT_JSON for NaN, infinities, lone surrogates, undefined members, more than 64 levels.
 */
export const canonicalJson = (value: JsonValue): Result<Uint8Array> => attempt(() => utf8(write(value, 0)));

/** Brackets outside strings, so that a hostile file cannot make JSON.parse or us recurse without bound. */
function refuseDeep(text: string): void {
  let depth = 0;
  let inString = false;
  for (let at = 0; at < text.length; at++) {
    const c = text.charCodeAt(at);
    if (inString) {
      if (c === 0x5c) at++;
      else if (c === 0x22) inString = false;
    } else if (c === 0x22) inString = true;
    else if (c === 0x7b || c === 0x5b) {
      if (++depth > MAX_DEPTH) throw new Refusal('EVIDENCE_NOT_JSON', 'nested too deep');
    } else if (c === 0x7d || c === 0x5d) depth--;
  }
}

function parse(text: string): JsonValue {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    throw new Refusal('EVIDENCE_NOT_JSON', 'not JSON');
  }
}

/**
 * Reads canonical JSON and nothing else: bytes that would be written differently (a space, another order, a member
 * twice, 1.0 for 1) are refused, so that one meaning has one digest.
 * EVIDENCE_NOT_JSON, EVIDENCE_NOT_CANONICAL.
 */
export function readCanonicalJson(bytes: Uint8Array): Result<JsonValue> {
  return attempt(() => {
    if (bytes.length > MAX_BYTES) throw new Refusal('EVIDENCE_NOT_JSON', `${bytes.length} bytes`);
    const text = fromUtf8(bytes);
    if (text === undefined) throw new Refusal('EVIDENCE_NOT_JSON', 'not UTF-8');
    refuseDeep(text);
    const value = parse(text);
    if (!equal(utf8(write(value, 0)), bytes)) throw new Refusal('EVIDENCE_NOT_CANONICAL');
    return value;
  });
}
