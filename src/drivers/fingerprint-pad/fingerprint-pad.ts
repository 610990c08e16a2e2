import type { FingerDevice, FingerImage, FingerQuality, FingerReason } from '../../core/finger';
import type { DeviceErrorCode } from '../transport';

export type FingerOutcome =
  | { readonly kind: 'image'; readonly image: FingerImage; readonly quality: FingerQuality }
  | { readonly kind: 'failed'; readonly reason: FingerReason; readonly code?: DeviceErrorCode }
  | { readonly kind: 'stopped' };

/** A reader that is open and has answered. */
export interface FingerprintPad {
  readonly device: FingerDevice;
  /** Waits for a finger and reads one image; one read at a time. `signal` ends the wait, not an upload that has begun. */
  read(signal: AbortSignal, onProgress: (part: number) => void): Promise<FingerOutcome>;
  /** Called once when it is gone for good. */
  onLost(listener: (code: DeviceErrorCode) => void): () => void;
  close(): Promise<void>;
}
