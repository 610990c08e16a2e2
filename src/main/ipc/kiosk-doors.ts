import { type IpcMainEvent, type IpcMainInvokeEvent, ipcMain } from 'electron';
import {
  CHANNELS,
  type Intent,
  type IntentOutcome,
  type KioskSnapshot,
  type PadPicture,
  type PointerBatch,
  padPicture,
  pointerBatch,
  type WindowName,
} from '../../contracts/ipc';
import type { Result } from '../../core/base';
import { bugFields, type Log } from '../log';
import { admitIntent } from './intent-door';
import { type SenderFacts, senderWindow } from './sender';

/** What stands behind the doors. */
export interface KioskDoorPorts {
  snapshot(): KioskSnapshot;
  intent(intent: Intent, from: WindowName): Promise<IntentOutcome>;
  pointer(batch: PointerBatch): void;
  padPicture(picture: PadPicture): void;
  windowOf(webContentsId: number): WindowName | undefined;
  correlationId(): string;
  readonly log: Log;
}

/** Opens the doors from the screens to main. The only place of ipcMain. */
export function openKioskDoors(ports: KioskDoorPorts): void {
  ipcMain.handle(CHANNELS.snapshotGet, (event) => {
    const sender = judged(event, ports);
    // A stranger learns nothing, not even why.
    if (!sender.ok) throw new Error(refusal(sender.error.code, ports, 'snapshot').code);
    return ports.snapshot();
  });
  ipcMain.handle(CHANNELS.intent, async (event, message: unknown) => answer(event, message, ports));
  ipcMain.on(CHANNELS.pointer, (event, message: unknown) => {
    const sender = judged(event, ports);
    const batch = pointerBatch.safeParse(message);
    if (!sender.ok || !mayPoint(sender.value, ports)) refusal('IPC_WRONG_SENDER', ports, 'pointer');
    else if (!batch.success) refusal('IPC_BAD_PAYLOAD', ports, 'pointer');
    else ports.pointer(batch.data);
  });
  ipcMain.on(CHANNELS.padPicture, (event, message: unknown) => {
    const sender = judged(event, ports);
    const picture = padPicture.safeParse(message);
    if (!sender.ok || !mayPoint(sender.value, ports)) refusal('IPC_WRONG_SENDER', ports, 'pad picture');
    else if (!picture.success) refusal('IPC_BAD_PAYLOAD', ports, 'pad picture');
    else ports.padPicture(picture.data);
  });
}

/** Shuts the doors; messages that still come are answered by Electron with an error. */
export function closeKioskDoors(): void {
  ipcMain.removeHandler(CHANNELS.snapshotGet);
  ipcMain.removeHandler(CHANNELS.intent);
  ipcMain.removeAllListeners(CHANNELS.pointer);
  ipcMain.removeAllListeners(CHANNELS.padPicture);
}

async function answer(event: IpcMainInvokeEvent, message: unknown, ports: KioskDoorPorts): Promise<IntentOutcome> {
  const sender = judged(event, ports);
  if (!sender.ok) return refusal(sender.error.code, ports, sender.error.detail);
  const admitted = admitIntent(message, sender.value, isOneScreen(ports));
  if (!admitted.ok) return refusal(admitted.error.code, ports, admitted.error.detail);
  try {
    return await ports.intent(admitted.value.intent, admitted.value.from);
  } catch (error) {
    ports.log('error', 'ipc.bug', { intent: admitted.value.intent.name, ...bugFields(error) });
    return refusal('IPC_BUG', ports);
  }
}

function judged(event: IpcMainEvent | IpcMainInvokeEvent, ports: KioskDoorPorts): Result<WindowName> {
  return senderWindow(factsOf(event), (id) => ports.windowOf(id));
}

function factsOf(event: IpcMainEvent | IpcMainInvokeEvent): SenderFacts {
  const frame = event.senderFrame;
  return { webContentsId: event.sender.id, frameUrl: frame?.url, isTopFrame: frame?.parent === null };
}

const isOneScreen = (ports: KioskDoorPorts): boolean => ports.snapshot().layout === 'one-screen';
const mayPoint = (window: WindowName, ports: KioskDoorPorts): boolean => window === 'patient' || isOneScreen(ports);

function refusal(code: string, ports: KioskDoorPorts, detail?: string): IntentOutcome & { code: string } {
  const correlationId = ports.correlationId();
  ports.log('warn', 'ipc.refused', { code, correlationId, ...(detail === undefined ? {} : { detail }) });
  return { ok: false, code, correlationId };
}
