import type { PenSample } from './pen-sample';

/** 'A': clock and sequence number of the device; 'B': host clock only; 'C': pointer events of a screen. */
export type EvidenceGrade = 'A' | 'B' | 'C';
export type CaptureTransport = 'hid' | 'serial' | 'service' | 'pointer' | 'replay';

/** A rectangle in device units; y runs down, edges included. */
export interface RawArea {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** What is known of the device that a capture came from; its coordinate range is read from the device, not assumed. */
export interface CaptureDevice {
  readonly definitionId: string;
  readonly definitionVersion: string;
  readonly vendor: string;
  readonly product: string;
  readonly serial?: string;
  readonly firmware?: string;
  readonly transport: CaptureTransport;
  readonly evidenceGrade: EvidenceGrade;
  /** Largest raw values, device units; the smallest is 0. */
  readonly xMax: number;
  readonly yMax: number;
  /** 0 where the device measures none. */
  readonly pressureMax: number;
  /** True size of the active area, micrometres. */
  readonly widthUm: number;
  readonly heightUm: number;
  /** Length of one tick of PenSample.deviceTime; absent where the device has no clock. */
  readonly deviceTickUs?: number;
  readonly hasScreen: boolean;
  /** Of a display that takes a pen: where its picture lies in its coordinates. */
  readonly panel?: RawArea;
}

/** A report exactly as it left the transport's framing, first byte the report id. */
export interface RawReport {
  readonly hostTimeUs: number;
  readonly bytes: Uint8Array;
}

/** Everything one signer wrote from pen ready to pen done, clearings excluded. */
export interface InkCapture {
  readonly device: CaptureDevice;
  readonly samples: readonly PenSample[];
  readonly reports: readonly RawReport[];
  /** The place to sign on a surface that shows more than it: only ink inside is drawn. Absent: the whole surface. */
  readonly area?: RawArea;
}
