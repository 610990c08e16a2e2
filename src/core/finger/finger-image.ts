/** What is known of the reader that an image came from. */
export interface FingerDevice {
  readonly definitionId: string;
  readonly definitionVersion: string;
  readonly vendor: string;
  readonly product: string;
  readonly serial?: string;
  readonly firmware?: string;
  readonly transport: 'serial' | 'usb' | 'service' | 'replay';
}

/** A print as the reader gave it: rows from the top, 8 bit grey, 0 black (ridge), 255 white. `pixels.length === width * height`. */
export interface FingerImage {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8Array;
  /** Resolution of the sensor where the definition states one. */
  readonly dpi?: number;
  readonly device?: FingerDevice;
}

/** Why a print was not taken or is poor; the words of ActView.finger.reason. */
export type FingerReason = 'too-dry' | 'too-wet' | 'moved' | 'lifted' | 'partial' | 'device';

export interface FingerQuality {
  /** 0..100, our own measure of contrast, ridge flow and covered area. Not NFIQ. */
  readonly score: number;
  readonly verdict: 'good' | 'poor';
  readonly reason?: FingerReason;
}
