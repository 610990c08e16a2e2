import { Refusal, utf8 } from '../base';
import { componentValue, type HttpMessage } from './message';
import { type BareItem, type InnerList, writeInnerList } from './structured-fields';

/** Signature parameters (RFC 9421 2.3), in the order they are written. */
export interface SignatureParameters {
  /** Seconds since 1970. */
  readonly created?: number;
  readonly expires?: number;
  readonly keyid?: string;
  readonly nonce?: string;
  readonly alg?: string;
  readonly tag?: string;
}

/** The inner list of Signature-Input. */
export const signatureInput = (components: readonly string[], parameters: SignatureParameters): InnerList => ({
  items: components.map((value) => ({ value, parameters: new Map() })),
  parameters: new Map(Object.entries(parameters) as [string, BareItem][]),
});

/** Names of the covered components. Throws a Refusal for parameters (sf, key, bs, req, tr) and for repeated names. */
export const coveredComponents = (input: InnerList): readonly string[] => {
  const names = input.items.map(({ value, parameters }) => {
    if (typeof value !== 'string' || parameters.size > 0) throw new Refusal('HTTPSIG_UNSUPPORTED_COMPONENT');
    return value;
  });
  if (new Set(names).size !== names.length) throw new Refusal('HTTPSIG_DAMAGED', 'component repeated');
  return names;
};

/** Signature base (RFC 9421 2.5): the bytes to sign. */
export const signatureBase = (message: HttpMessage, input: InnerList): Uint8Array => {
  const lines = coveredComponents(input).map((name) => {
    const value = componentValue(message, name);
    if (/[\r\n]/.test(name + value)) throw new Refusal('HTTPSIG_DAMAGED', 'line break');
    return `"${name}": ${value}`;
  });
  return utf8([...lines, `"@signature-params": ${writeInnerList(input)}`].join('\n'));
};
