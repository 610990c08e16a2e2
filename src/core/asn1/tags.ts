/** Identifier octets of the universal types that X.509, CMS and RFC 3161 use (X.680 8.4, table 1; X.690 8.1.2). */
export const TAG = {
  boolean: 1,
  integer: 2,
  bitString: 3,
  octetString: 4,
  nul: 5,
  oid: 6,
  enumerated: 10,
  utf8String: 12,
  sequence: 16,
  set: 17,
  numericString: 18,
  printableString: 19,
  teletexString: 20,
  ia5String: 22,
  utcTime: 23,
  generalizedTime: 24,
  visibleString: 26,
  universalString: 28,
  bmpString: 30,
} as const;

/** Bit 6 of the identifier octet: constructed (X.690 8.1.2.5). */
export const CONSTRUCTED = 0x20;
/** Bits 8 and 7 of the identifier octet for context-specific tags (X.690 8.1.2.2). */
export const CONTEXT = 0x80;
