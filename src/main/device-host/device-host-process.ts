import type { DeviceHost, DeviceHostEvent, DisplayPort } from './device-host';
import { createDeviceHost } from './in-process-host';
import type { FromHost, ToHost } from './wire';

/** The parts of Electron's parentPort and MessagePortMain that are used; this file has no import of electron. */
interface ParentPort {
  on(event: 'message', listener: (message: { data: ToHost; ports: TransferredPort[] }) => void): void;
  postMessage(message: FromHost): void;
}
interface TransferredPort extends DisplayPort {
  start?(): void;
}

/** Entry of the utility process: the drivers live here, so that a native crash is not a crash of the kiosk. */
function run(parent: ParentPort): void {
  let host: DeviceHost | undefined;
  let batch: DeviceHostEvent[] = [];
  const flush = (): void => {
    const events = batch;
    batch = [];
    parent.postMessage({ type: 'events', events });
  };
  const send = (event: DeviceHostEvent): void => {
    if (batch.push(event) === 1) setImmediate(flush);
  };
  parent.on('message', ({ data, ports }) => {
    const port = ports[0];
    if (data.type === 'options' && host === undefined) {
      host = createDeviceHost(data.options);
      host.onEvent(send);
    } else if (data.type === 'command') host?.send(data.command);
    else if (data.type === 'display-port' && port !== undefined) {
      port.start?.();
      host?.send({ type: 'display-port', port });
    } else if (data.type === 'close')
      void (host?.close() ?? Promise.resolve()).then(() => {
        parent.postMessage({ type: 'closed' });
        process.exit(0);
      });
  });
}

const parent = (process as unknown as { parentPort?: ParentPort }).parentPort;
if (parent !== undefined) run(parent);
