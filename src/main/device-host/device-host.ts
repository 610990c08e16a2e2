import type { DeviceState, DisplayMessage, PadPicture, PadTap } from '../../contracts/ipc';
import type { FingerDevice, FingerImage, FingerQuality, FingerReason } from '../../core/finger';
import type { CaptureDevice, PenSample, RawArea, RawReport } from '../../core/ink';

/**
 * What the host tells. `pad` and `finger-pad` are also repeated to every new listener, so that nobody has to ask.
 * Codes are DEVICE_* of drivers/transport, drivers/device and this room.
 */
export type DeviceHostEvent =
  | {
      readonly type: 'pad';
      readonly state: DeviceState;
      readonly device?: CaptureDevice;
      readonly code?: string;
      /** Pixels of a screen that shows pictures. */
      readonly screen?: { readonly width: number; readonly height: number };
      /** Where the reports of a HID device are read by it. */
      readonly reportDescriptor?: Uint8Array;
    }
  /** The pad draws and sends no pen meanwhile. */
  | { readonly type: 'pad-busy'; readonly busy: boolean }
  /** The pen pressed an area of the picture. */
  | { readonly type: 'pad-tap'; readonly tap: PadTap }
  | { readonly type: 'finger-pad'; readonly state: DeviceState; readonly device?: FingerDevice; readonly code?: string }
  /** Only between start-ink and stop-ink. `sample` is absent for a report that carries none (status, other ids). */
  | { readonly type: 'report'; readonly report: RawReport; readonly sample?: PenSample }
  /** 0..1 while an image is uploaded. */
  | { readonly type: 'finger-progress'; readonly progress: number }
  /** A whole image, good or poor; the host goes on asking only after another start-finger. */
  | { readonly type: 'finger-image'; readonly image: FingerImage; readonly quality: FingerQuality }
  /** The attempt ended without an image. */
  | { readonly type: 'finger-failed'; readonly reason: FingerReason; readonly code?: string };

/** Where the copy for the eye goes: a MessagePort of Electron or of Node, or anything that takes messages. */
export interface DisplayPort {
  postMessage(message: DisplayMessage): void;
  close?(): void;
}

export type DeviceHostCommand =
  /** Begin to pass reports on; the display starts empty. */
  | { readonly type: 'start-ink' }
  | { readonly type: 'stop-ink' }
  /** Until the next start-ink: where on the pad a stroke has to begin to be ink; without it anywhere. */
  | { readonly type: 'ink-area'; readonly area: RawArea | undefined }
  /** The pad's own screen and the display are wiped; stroke numbers start at 0 again. */
  | { readonly type: 'clear-ink' }
  /** What the pad's own screen shows until stop-ink; for a pad with none it is nothing. */
  | { readonly type: 'pad-picture'; readonly picture: PadPicture }
  /** Wait for a finger, read its image once. */
  | { readonly type: 'start-finger' }
  | { readonly type: 'stop-finger' }
  /** The computer goes to sleep: ink and finger under way end, every handle is closed, nothing is looked for. */
  | { readonly type: 'suspend' }
  /** Awake: the bus is walked anew, devices are opened and armed as for the first time. Also without a `suspend` before. */
  | { readonly type: 'resume' }
  /** Ink that was written elsewhere (the pointer of a screen), for the displays only. */
  | { readonly type: 'show-ink'; readonly device: CaptureDevice; readonly samples: readonly PenSample[] }
  /** One more screen that wants to see: it gets the strokes so far, then what follows. */
  | { readonly type: 'display-port'; readonly port: DisplayPort };

/** The devices at this bed. The same face whether the drivers run in this process or in a utility process. */
export interface DeviceHost {
  /** Answers the function that ends the subscription. */
  onEvent(listener: (event: DeviceHostEvent) => void): () => void;
  send(command: DeviceHostCommand): void;
  /** Closes every port; resolves when the devices are free again. */
  close(): Promise<void>;
}

/** A serial port to open, from settings or INKWITNESS_SERIAL; `replay:FILE` is a recording that stands for the device. */
export interface SerialPortSetting {
  readonly path: string;
  /** Id of a device definition, e.g. `wacom-stu-540`. */
  readonly definition: string;
}

/** A service of this machine that a device is behind, from settings or INKWITNESS_SERVICES. */
export interface ServiceSetting {
  /** `ws://127.0.0.1:PORT`; anything that is not of this machine is refused. */
  readonly address: string;
  /** Id of a device definition whose link is a service; all faces of a combined screen come with one of them. */
  readonly definition: string;
}

export interface DeviceHostOptions {
  readonly services?: readonly ServiceSetting[];
  readonly serialPorts: readonly SerialPortSetting[];
  /** Look for known USB ids among the serial ports as well; default true. */
  readonly autoDetect?: boolean;
  /** So long may a picture on a pad take, seconds; as long as it takes the pen is not heard. Default 2. */
  readonly padDrawingSeconds?: number;
  /** Encrypt the pen on its cable where the family can; a pad that refuses is not used then. Default false. */
  readonly encryptPen?: boolean;
  /** The host before this one ended unasked: a hand may be writing on, and the rest of its stroke is no ink. Default false. */
  readonly afterCrash?: boolean;
}
