import { Refusal } from '../base';
import type { JsonObject, JsonValue } from './json';

/** A member's rule: throws the path of what is wrong. Small enough to need no schema library in core. */
export type Shape = (value: JsonValue | undefined, path: string) => void;

export interface OptionalShape {
  readonly optional: Shape;
}

const refuse = (path: string): never => {
  throw new Refusal('EVIDENCE_MANIFEST_INVALID', path);
};

const MAX_TEXT = 1024;
const MAX_ITEMS = 256;

export const text: Shape = (value, path) => {
  if (typeof value !== 'string' || value.length > MAX_TEXT) refuse(path);
};

export const matching =
  (pattern: RegExp): Shape =>
  (value, path) => {
    if (typeof value !== 'string' || value.length > MAX_TEXT || !pattern.test(value)) refuse(path);
  };

export const oneOf =
  (...allowed: readonly string[]): Shape =>
  (value, path) => {
    if (typeof value !== 'string' || !allowed.includes(value)) refuse(path);
  };

export const integer: Shape = (value, path) => {
  if (!Number.isSafeInteger(value)) refuse(path);
};

export const count: Shape = (value, path) => {
  if (!Number.isSafeInteger(value) || (value as number) < 0) refuse(path);
};

export const number: Shape = (value, path) => {
  if (typeof value !== 'number') refuse(path);
};

export const orNull =
  (shape: Shape): Shape =>
  (value, path) => {
    if (value !== null) shape(value, path);
  };

export const listOf =
  (shape: Shape, atLeast = 0): Shape =>
  (value, path) => {
    if (!Array.isArray(value) || value.length < atLeast || value.length > MAX_ITEMS) refuse(path);
    for (const [index, item] of (value as readonly JsonValue[]).entries()) shape(item, `${path}[${index}]`);
  };

export const optional = (shape: Shape): OptionalShape => ({ optional: shape });

/** Exactly these members: one too many is refused, so that nothing unread is ever sealed. */
export const members =
  (shapes: Readonly<Record<string, Shape | OptionalShape>>): Shape =>
  (value, path) => {
    if (value === null || typeof value !== 'object' || Array.isArray(value)) refuse(path);
    const object = value as JsonObject;
    for (const name of Object.keys(object)) if (!Object.hasOwn(shapes, name)) refuse(`${path}.${name}`);
    for (const [name, shape] of Object.entries(shapes)) {
      if (typeof shape === 'function') shape(object[name], `${path}.${name}`);
      else if (Object.hasOwn(object, name)) shape.optional(object[name], `${path}.${name}`);
    }
  };
