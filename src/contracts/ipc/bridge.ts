import type { WindowName } from './choices';
import type { Intent, IntentOutcome, PointerBatch } from './intents';
import type { PadPicture } from './pad-picture';
import type { DisplayMessage, KioskSnapshot } from './snapshot';

/** The channels between main and a screen; raw ipcMain/ipcRenderer is used nowhere else than behind this table. */
export const CHANNELS = {
  /** invoke: () => KioskSnapshot */
  snapshotGet: 'snapshot.get',
  /** notify: KioskSnapshot */
  snapshotChanged: 'snapshot.changed',
  /** invoke: Intent => IntentOutcome */
  intent: 'intent',
  /** send: PointerBatch */
  pointer: 'pointer',
  /** send: PadPicture */
  padPicture: 'pad.picture',
  /** main posts a MessagePort that carries DisplayMessage */
  display: 'display',
} as const;

/** What the preload puts on `window.kiosk`. */
export interface KioskBridge {
  readonly window: WindowName;
  snapshot(): Promise<KioskSnapshot>;
  onSnapshot(listener: (snapshot: KioskSnapshot) => void): () => void;
  intent(intent: Intent): Promise<IntentOutcome>;
  pointer(batch: PointerBatch): void;
  padPicture(picture: PadPicture): void;
  onDisplay(listener: (message: DisplayMessage) => void): () => void;
}
