import { type BrowserWindow, MessageChannelMain } from 'electron';
import { CHANNELS } from '../../contracts/ipc';
import type { DeviceHost } from '../device-host';

/**
 * Joins a window to the device host: the pen's points go from there to the screen without passing through main, which
 * may be busy sealing. A page that was loaded again gets a new channel.
 */
export function joinDisplay(window: BrowserWindow, deviceHost: DeviceHost): void {
  const { port1, port2 } = new MessageChannelMain();
  window.webContents.postMessage(CHANNELS.display, null, [port1]);
  deviceHost.send({ type: 'display-port', port: port2 });
}
