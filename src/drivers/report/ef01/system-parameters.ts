/** What ReadSysPara tells (manual: 16 bytes after the confirmation code). */
export interface SystemParameters {
  readonly status: number;
  readonly systemId: number;
  readonly librarySize: number;
  readonly securityLevel: number;
  readonly address: number;
  /** Largest content of a data packet, bytes. */
  readonly packetSize: number;
  readonly baudRate: number;
}

/** Content of the ack, confirmation code first; undefined when it is too short or names an impossible size. */
export function decodeSystemParameters(content: Uint8Array): SystemParameters | undefined {
  if (content.length < 17) return undefined;
  const view = new DataView(content.buffer, content.byteOffset, content.byteLength);
  const sizeCode = view.getUint16(13);
  if (sizeCode > 3) return undefined;
  return {
    status: view.getUint16(1),
    systemId: view.getUint16(3),
    librarySize: view.getUint16(5),
    securityLevel: view.getUint16(7),
    address: view.getUint32(9),
    packetSize: 32 << sizeCode,
    baudRate: view.getUint16(15) * 9600,
  };
}
