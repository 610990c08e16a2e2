/** JSON data as RFC 8259 knows it. `undefined` is not JSON: leave a member out instead. */
export type JsonValue = null | boolean | number | string | readonly JsonValue[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: JsonValue;
}
