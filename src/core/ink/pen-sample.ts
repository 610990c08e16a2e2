/** One report of a pen as the device gave it; nothing is smoothed, scaled or flipped. Names after HID Usage Tables 1.5, page 0x0D. */
export interface PenSample {
  /** Device units, origin at the top left of the pad, x to the right. */
  readonly xRaw: number;
  /** Device units, y downwards. */
  readonly yRaw: number;
  /** 0..CaptureDevice.pressureMax; 0 where the device has none. */
  readonly pressureRaw: number;
  /** The tip touches the surface. */
  readonly tipSwitch: boolean;
  /** The pen is near enough to be seen. */
  readonly inRange: boolean;
  /** Monotonic clock of the receiving process, microseconds. */
  readonly hostTimeUs: number;
  /** Clock of the device in ticks of CaptureDevice.deviceTickUs, unwrapped: never runs back. */
  readonly deviceTime?: number;
  /** Counter of the device, unwrapped: a step over 1 is a lost report. */
  readonly sequence?: number;
  /** Degrees from the vertical, to the right and towards the writer. */
  readonly xTilt?: number;
  readonly yTilt?: number;
}
