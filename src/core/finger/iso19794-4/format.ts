/** ISO/IEC 19794-4:2005 clause 7: general header (32 bytes), then for each view a header (14 bytes) and the pixels. */
export const FORMAT_IDENTIFIER = Uint8Array.of(0x46, 0x49, 0x52, 0x00); // "FIR\0"
export const STANDARD_VERSION = Uint8Array.of(0x30, 0x31, 0x30, 0x00); // "010\0"
export const GENERAL_HEADER = 32;
export const VIEW_HEADER = 14;

/** Scale units, 7.1.6: 1 pixels per inch, 2 per centimetre. */
export const SCALE_PER_INCH = 1;
export const SCALE_PER_CM = 2;
/** Image compression algorithm, table 3: uncompressed, no bit packing. */
export const UNCOMPRESSED = 0;
/** Finger position, table 5: unknown; the kiosk does not ask which finger was pressed. */
export const POSITION_UNKNOWN = 0;
/** Impression type, table 6: live-scan plain. */
export const LIVE_SCAN_PLAIN = 0;
/** Image quality 7.2.5: not computed by the standard's own measure. */
export const QUALITY_UNDEFINED = 254;
