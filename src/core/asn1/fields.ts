import { Refusal } from '../base';
import { isContext, isUniversal } from './accessors';
import type { Asn1 } from './reader';
import { TAG } from './tags';

/** Walks the members of a SEQUENCE in order, so that a structure reads like its ASN.1 module. */
export interface Fields {
  /** The next member, whatever it is. Refuses when there is none. */
  next(): Asn1;
  /** The next member when it has this universal tag. */
  optional(tag: number): Asn1 | undefined;
  /** The next member when it has this context-specific tag. */
  optionalContext(tag: number): Asn1 | undefined;
  /** Refuses when members are left over. */
  end(): void;
}

const walk = (node: Asn1, what: string): Fields => {
  let at = 0;
  const refuse = (): never => {
    throw new Refusal('ASN1_UNEXPECTED_ELEMENT', `${what} at ${node.offset}`);
  };
  const take = (matches: (member: Asn1) => boolean): Asn1 | undefined => {
    const member = node.children[at];
    if (member === undefined || !matches(member)) return undefined;
    at++;
    return member;
  };
  return {
    next: () => take(() => true) ?? refuse(),
    optional: (tag) => take((member) => isUniversal(member, tag)),
    optionalContext: (tag) => take((member) => isContext(member, tag)),
    end: () => {
      if (at !== node.children.length) refuse();
    },
  };
};

/** Fields of a SEQUENCE named `what` in its standard. Throws a Refusal when the element is no SEQUENCE. */
export const fieldsOf = (node: Asn1, what: string): Fields => {
  if (!isUniversal(node, TAG.sequence)) throw new Refusal('ASN1_UNEXPECTED_ELEMENT', `${what} at ${node.offset}`);
  return walk(node, what);
};

/** Fields of an IMPLICIT tagged SEQUENCE. */
export const fieldsOfImplicit = (node: Asn1, what: string): Fields => {
  if (!node.constructed) throw new Refusal('ASN1_UNEXPECTED_ELEMENT', `${what} at ${node.offset}`);
  return walk(node, what);
};
