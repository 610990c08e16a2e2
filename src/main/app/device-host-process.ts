import { type MessagePortMain, utilityProcess } from 'electron';
import type { DeviceHostCarrier } from '../device-host';
import type { Log } from '../log';

/** Starts the device host in a utility process: a driver that crashes takes only that process with it. */
export function forkDeviceHost(modulePath: string, log: Log): DeviceHostCarrier {
  const child = utilityProcess.fork(modulePath, [], { serviceName: 'InkWitness devices', stdio: 'inherit' });
  child.on('spawn', () => log('info', 'device-host.started'));
  return {
    postMessage: (message, ports = []) => child.postMessage(message, [...ports] as MessagePortMain[]),
    onMessage: (listener) => void child.on('message', listener),
    onExit: (listener) => void child.on('exit', listener),
    kill: () => void child.kill(),
  };
}
