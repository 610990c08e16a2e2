/** One report of a pen in HID usage names (Usage Tables 1.5, page 0x0D), values as the device sent them. */
export interface PenReport {
  readonly kind: 'pen';
  readonly inRange: boolean;
  readonly tipSwitch: boolean;
  readonly tipPressure: number;
  readonly x: number;
  readonly y: number;
  readonly barrelSwitch?: boolean;
  readonly eraser?: boolean;
  /** Degrees. */
  readonly xTilt?: number;
  readonly yTilt?: number;
  /** Counters of the device, not unwrapped. */
  readonly timeCount?: number;
  readonly sequence?: number;
}

/**
 * Reads reports, first byte the report id, in the order they came; keeps what earlier ones said where a layout needs it
 * (tool, pressure). Undefined for a report that is not of the pen or too short; never throws.
 */
export interface PenDecoder {
  decode(report: Uint8Array): PenReport | undefined;
}

/** Cuts a stream of bytes into reports; after garbage it is in step again within one packet. */
export interface Framer {
  push(chunk: Uint8Array, emit: (report: Uint8Array) => void): void;
  readonly counters: { readonly frames: number; readonly droppedBytes: number };
}

/** The counters that a family sends with its reports. */
export interface PenCounters {
  readonly timeModulus: number;
  readonly tickUs: number;
  /** Absent where the device does not number its reports. */
  readonly sequenceModulus?: number;
}
