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

export interface RemoteDeviceHostPorts {
  /** The process ended unasked and is started anew. */
  readonly onCrash?: (code: number) => void;
  readonly nowMs?: () => number;
}

/** Pauses before a new start, one for each crash in a row; after the last the devices do not answer. */
const RESTARTS_MS = [200, 400, 800, 1000, 1000] as const;
/** Whatever brings it down may be unplugged meanwhile. */
const TIRED_MS = 30_000;
/** A process that lived so long has proved itself: its crash is the first again. */
const PROVED_MS = 60_000;
const CLOSE_MS = 2000;

/**
 * The host in a process of its own. When that process ends unasked, listeners hear the devices that were ready as lost with
 * DEVICE_HOST_CRASHED, and `start` is called again within a second; when it ends again and again, they hear both as failed
 * with DEVICE_HOST_DOWN, and it is tried every half minute. An ink or finger act has to be started again, and display ports
 * have to be sent anew by whoever gave `start`.
 */
export function remoteDeviceHost(
  start: () => DeviceHostCarrier,
  options: DeviceHostOptions,
  { onCrash = () => undefined, nowMs = () => performance.now() }: RemoteDeviceHostPorts = {},
): DeviceHost {
  return new RemoteDeviceHost(start, options, { onCrash, nowMs });
}

type PadState = Extract<DeviceHostEvent, { type: 'pad' | 'finger-pad' }>;

class RemoteDeviceHost implements DeviceHost {
  private readonly events = new Listeners<DeviceHostEvent>();
  private readonly states = new Map<PadState['type'], PadState>();
  private carrier: DeviceHostCarrier | undefined;
  private timer: NodeJS.Timeout | undefined;
  private startedMs = 0;
  /** In a row, none of them long after its start. */
  private crashes = 0;
  private closing = false;
  /** A process that starts while the computer is left opens nothing either. */
  private asleep = false;

  constructor(
    private readonly startCarrier: () => DeviceHostCarrier,
    private readonly options: DeviceHostOptions,
    private readonly ports: Required<RemoteDeviceHostPorts>,
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
    this.startedMs = this.ports.nowMs();
    // what a process that has ended still had on its way belongs to ink that is void
    started.onMessage((message) => this.carrier === started && this.heard(message as FromHost));
    started.onExit((code) => this.exited(started, code));
    const afterCrash = this.crashes > 0;
    this.post({ type: 'options', options: afterCrash ? { ...this.options, afterCrash } : this.options });
    if (this.asleep) this.post({ type: 'command', command: { type: 'suspend' } });
  }

  private heard(message: FromHost): void {
    if (message.type !== 'events') return;
    for (const event of message.events) this.pass(event);
  }

  private pass(event: DeviceHostEvent): void {
    if (event.type === 'pad' || event.type === 'finger-pad') this.states.set(event.type, event);
    this.events.emit(event);
  }

  private exited(ended: DeviceHostCarrier, code: number): void {
    if (this.carrier !== ended) return;
    this.carrier = undefined;
    if (this.closing) return;
    this.ports.onCrash(code);
    this.crashes = this.ports.nowMs() - this.startedMs < PROVED_MS ? this.crashes + 1 : 1;
    const pauseMs = RESTARTS_MS[this.crashes - 1];
    this.tellCrash(pauseMs === undefined);
    this.timer = setTimeout(() => this.start(), pauseMs ?? TIRED_MS);
  }

  private tellCrash(isDown: boolean): void {
    for (const type of ['pad', 'finger-pad'] as const) {
      const state = this.states.get(type)?.state;
      if (isDown) this.pass({ type, state: 'failed', code: 'DEVICE_HOST_DOWN' });
      else if (state === 'ready' || state === 'opening')
        this.pass({ type, state: 'lost', code: 'DEVICE_HOST_CRASHED' });
    }
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
