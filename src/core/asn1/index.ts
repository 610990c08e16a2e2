export * from './accessors';
export { type DefiniteElement, toDefiniteLength } from './definite-length';
export * as der from './der';
export * from './errors';
export * from './fields';
export { type Asn1, type DerLimits, readDer, readDerOrThrow, readHeader, readMembers, type TagClass } from './reader';
export { TAG } from './tags';
