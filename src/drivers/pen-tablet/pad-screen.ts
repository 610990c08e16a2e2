import type { Result } from '../../core/base';
import type { PadArea, PadCrypto, PadPixels } from '../report/wacom-stu';

/** What a pad with a screen is to show: a picture of the whole screen, and where on it the pen leaves ink. */
export interface PadPicture extends PadPixels {
  readonly ink: PadArea;
}

/** A screen that shows pictures. While one is drawn the pad sends no pen reports: `onBusy` tells when. */
export interface PadScreen {
  readonly width: number;
  readonly height: number;
  /** Draws a picture, of a screen that shows one already only what differs. DEVICE_GARBLED for another size, else as clear. */
  show(picture: PadPicture): Promise<Result<void>>;
  /** White again, and the picture forgotten. */
  hide(): Promise<Result<void>>;
  onBusy(listener: (busy: boolean) => void): () => void;
}

/** What a pad may need from outside the drivers. */
export interface PadTools {
  /** Packs images (zlib, RFC 1950) for the pads that take them packed. */
  readonly deflate?: (data: Uint8Array) => Uint8Array;
  /** So long may a picture take at most, seconds: the pen is not heard meanwhile. Colour where it fits; default 2. */
  readonly drawingSeconds?: number;
  /** Given: the pen is encrypted, or the pad is not opened. */
  readonly crypto?: PadCrypto;
}
