const SEQUENCE = 0x30;
const INTEGER = 0x02;
/** [0] EXPLICIT INTEGER v3(2): how every certificate of ours goes on (RFC 5280 4.1.2.1). */
const VERSION_3 = [0xa0, 3, 2, 1, 2];

/** Offset of the content of the element at `at`. */
const contentAt = (der: Uint8Array, at: number): number => {
  const length = der[at + 1] as number;
  return at + 2 + (length < 0x80 ? 0 : length & 0x7f);
};

/** Serial number of a certificate that we have just built: its INTEGER's content octets. A bug throws. */
export function serialNumberOf(der: Uint8Array): Uint8Array {
  const tbs = contentAt(der, 0);
  const version = contentAt(der, tbs);
  const serial = version + VERSION_3.length;
  const expected =
    der[0] === SEQUENCE && der[tbs] === SEQUENCE && VERSION_3.every((byte, i) => der[version + i] === byte);
  if (!expected || der[serial] !== INTEGER) throw new Error('not a certificate of ours');
  return der.subarray(serial + 2, serial + 2 + (der[serial + 1] as number));
}
