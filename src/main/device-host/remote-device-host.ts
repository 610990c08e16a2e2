import { Listeners } from '../../drivers/transport';
import type { DeviceHost, DeviceHostCommand, DeviceHostEvent, DeviceHostOptions } from './device-host';
import type { FromHost, ToHost } from './wire';

/** The process that runs `device-host-process.ts`; over Electron's utilityProcess in the product, anything else in tests. */
export interface DeviceHostCarrier {
  /** `ports` are handed over to the other process. */
  postMessage(message: unknown, ports?: readonly unknown[]): void;
  onMessage(listener: (message: unknown) => void): void;
  onExit(listener: (code: number) => void): void;
  kill(): void;
}

const FIRST_RESTART_MS = 200;
const LONGEST_RESTART_MS = 1000;
const CLOSE_MS = 2000;

/**
 * The host in a process of its own. When that process ends unasked, listeners hear the devices that were ready as lost with
 * DEVICE_HOST_CRASHED, and `start` is called again within a second. An ink or finger act has to be started again, and
 * display ports have to be sent anew by whoever gave `start`.
 */
export function remoteDeviceHost(start: () => DeviceHostCarrier, options: DeviceHostOptions): DeviceHost {
  return new RemoteDeviceHost(start, options);
}

type PadState = Extract<DeviceHostEvent, { type: 'pad' | 'finger-pad' }>;

class RemoteDeviceHost implements DeviceHost {
  private readonly events = new Listeners<DeviceHostEvent>();
  private readonly states = new Map<PadState['type'], PadState>();
  private carrier: DeviceHostCarrier | undefined;
  private timer: NodeJS.Timeout | undefined;
  private restartMs = FIRST_RESTART_MS;
  private closing = false;
  /** A process that starts while the computer is left opens nothing either. */
  private asleep = false;

  constructor(
    private readonly startCarrier: () => DeviceHostCarrier,
    private readonly options: DeviceHostOptions,
  ) {
    this.start();
  }

  onEvent(listener: (event: DeviceHostEvent) => void): () => void {
    for (const state of this.states.values()) listener(state);
    return this.events.add(listener);
  }

  send(command: DeviceHostCommand): void {
    if (command.type === 'suspend' || command.type === 'resume') this.asleep = command.type === 'suspend';
    if (command.type === 'display-port') this.post({ type: 'display-port' }, [command.port]);
    else this.post({ type: 'command', command });
  }

  async close(): Promise<void> {
    this.closing = true;
    clearTimeout(this.timer);
    const running = this.carrier;
    if (running === undefined) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(() => {
        running.kill();
        resolve();
      }, CLOSE_MS);
      running.onExit(() => {
        clearTimeout(timer);
        resolve();
      });
      this.post({ type: 'close' });
    });
    this.events.clear();
  }

  private start(): void {
    const started = this.startCarrier();
    this.carrier = started;
    started.onMessage((message) => this.heard(message as FromHost));
    started.onExit(() => this.exited(started));
    this.post({ type: 'options', options: this.options });
    if (this.asleep) this.post({ type: 'command', command: { type: 'suspend' } });
  }

  private heard(message: FromHost): void {
    if (message.type !== 'events') return;
    this.restartMs = FIRST_RESTART_MS;
    for (const event of message.events) this.pass(event);
  }

  private pass(event: DeviceHostEvent): void {
    if (event.type === 'pad' || event.type === 'finger-pad') this.states.set(event.type, event);
    this.events.emit(event);
  }

  private exited(ended: DeviceHostCarrier): void {
    if (this.carrier !== ended) return;
    this.carrier = undefined;
    if (this.closing) return;
    for (const type of ['pad', 'finger-pad'] as const)
      if (this.states.get(type)?.state === 'ready') this.pass({ type, state: 'lost', code: 'DEVICE_HOST_CRASHED' });
    this.timer = setTimeout(() => this.start(), this.restartMs);
    this.restartMs = Math.min(LONGEST_RESTART_MS, this.restartMs * 2);
  }

  /** A process that is just ending may refuse; its exit follows. */
  private post(message: ToHost, ports?: readonly unknown[]): void {
    try {
      this.carrier?.postMessage(message, ports);
    } catch {
      // see above
    }
  }
}
