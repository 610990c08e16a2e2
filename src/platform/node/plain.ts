/**
 * The same bytes as a plain Uint8Array. Node's Buffer overrides slice() with a view instead of a copy, so none may leave
 * an adapter: core copies with slice().
 */
export const plain = (bytes: Uint8Array): Uint8Array =>
  bytes.constructor === Uint8Array ? bytes : new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length);
