import { constants, deflateSync, inflateSync } from 'node:zlib';
import { plain } from './plain';

/**
 * zlib data (RFC 1950) to plain bytes; throws on bad data and when more than `maxOutput` bytes would come out.
 * Data that lacks its end gives what is there: PDF producers cut the checksum off.
 */
export const nodeInflate = (data: Uint8Array, maxOutput: number): Uint8Array =>
  plain(inflateSync(data, { maxOutputLength: Math.max(1, maxOutput), finishFlush: constants.Z_SYNC_FLUSH }));

/** Plain bytes to zlib data (RFC 1950). */
export const nodeDeflate = (data: Uint8Array): Uint8Array => plain(deflateSync(data));
