import { contextBridge, type IpcRendererEvent, ipcRenderer } from 'electron';
import { CHANNELS, type DisplayMessage, type KioskBridge, type KioskSnapshot } from '../contracts/ipc';

type DisplayListener = (message: DisplayMessage) => void;

/**
 * The only code with access to Electron on a screen's side: it offers the doors of the contract and nothing else.
 * The window's name here is for drawing only; main decides by the sender what a window may ask.
 */
const displayListeners = new Set<DisplayListener>();
let displayPort: MessagePort | undefined;

ipcRenderer.on(CHANNELS.display, (event: IpcRendererEvent) => {
  const [port] = event.ports;
  if (port === undefined) return;
  displayPort?.close();
  displayPort = port;
  port.onmessage = ({ data }: MessageEvent<DisplayMessage>) => {
    for (const listener of displayListeners) listener(data);
  };
});

const bridge: KioskBridge = {
  window: new URLSearchParams(location.search).get('window') === 'patient' ? 'patient' : 'bench',
  snapshot: () => ipcRenderer.invoke(CHANNELS.snapshotGet),
  onSnapshot(listener) {
    const forward = (_event: IpcRendererEvent, snapshot: KioskSnapshot) => listener(snapshot);
    ipcRenderer.on(CHANNELS.snapshotChanged, forward);
    return () => {
      ipcRenderer.off(CHANNELS.snapshotChanged, forward);
    };
  },
  intent: (intent) => ipcRenderer.invoke(CHANNELS.intent, intent),
  pointer: (batch) => ipcRenderer.send(CHANNELS.pointer, batch),
  padPicture: (picture) => ipcRenderer.send(CHANNELS.padPicture, picture),
  onDisplay(listener) {
    displayListeners.add(listener);
    return () => {
      displayListeners.delete(listener);
    };
  },
};

contextBridge.exposeInMainWorld('kiosk', bridge);
