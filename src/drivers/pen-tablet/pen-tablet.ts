import type { Result } from '../../core/base';
import type { CaptureDevice, PenSample, RawReport } from '../../core/ink';
import type { DeviceErrorCode } from '../transport';
import type { PadScreen } from './pad-screen';

/** A pad that is open, identified and streaming. Samples come from the moment it is opened; who does not want them ignores them. */
export interface PenTablet {
  readonly device: CaptureDevice;
  /** Of a HID device whose reports are read by it: a recording is worth nothing without. */
  readonly reportDescriptor?: Uint8Array | undefined;
  /** Absent where it has none that shows pictures. */
  readonly screen?: PadScreen;
  /** Every report in the order it came; `sample` is absent for reports that are not of the pen. */
  onReport(listener: (report: RawReport, sample?: PenSample) => void): () => void;
  /** Called once when it is gone for good; open a new one then. */
  onLost(listener: (code: DeviceErrorCode) => void): () => void;
  /** Takes the ink off the pad's own screen; a picture stays. DEVICE_NO_ANSWER, DEVICE_REFUSED, DEVICE_LOST. */
  clear(): Promise<Result<void>>;
  /** Frees the port. */
  close(): Promise<void>;
}
