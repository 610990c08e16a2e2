import type { DeviceState } from '../../contracts/ipc';
import type { Result } from '../../core/base';
import type { PortLink } from '../../drivers/device';
import type { HidInfo, UsbInfo } from '../../drivers/transport';

/** A place to look for a device: a port and what is expected there. */
export interface Candidate<D> {
  readonly path: string;
  readonly definition: D;
  readonly link: PortLink;
  /** Where the link is HID. */
  readonly hid?: HidInfo;
  /** Where the link is USB. */
  readonly usb?: UsbInfo;
}

/** What a slot needs of an open device. */
export interface Held {
  onLost(listener: (code: string) => void): () => void;
  close(): Promise<void>;
}

export interface SlotPlan<D, T extends Held> {
  /** Where to look now, best first; asked anew for every round. */
  readonly candidates: () => Promise<readonly Candidate<D>[]>;
  readonly open: (candidate: Candidate<D>, onFound: () => void) => Promise<Result<T>>;
  readonly onState: (state: DeviceState, device?: T, code?: string) => void;
  /** The last word to a device that is let go and still there. */
  readonly farewell?: (device: T) => Promise<void>;
  /** Between two rounds, milliseconds. */
  readonly retryMs: number;
  /** What to tell when no candidate opens; default DEVICE_ABSENT. */
  readonly emptyCode?: string;
}

/** A pad in the middle of a large picture must not keep its handle open into the sleep. */
const FAREWELL_MS = 500;

const STATE_OF: Readonly<Record<string, DeviceState>> = {
  DEVICE_ABSENT: 'absent',
  DEVICE_WRONG: 'wrong',
  DEVICE_LOST: 'absent',
};

/**
 * Keeps one device of a kind open for as long as the host lives and the computer is awake: looks for it, opens it, and when it
 * is lost looks again. A lost device stays `lost` for the screens until it is back; other states are told when they change.
 */
export class DeviceSlot<D, T extends Held> {
  private held: T | undefined;
  private closed = false;
  private asleep = false;
  /** The handle is of before a sleep: it may look open and be dead. */
  private stale = false;
  private wasLost = false;
  private told: string | undefined;
  private wake: () => void = () => undefined;
  private readonly running: Promise<void>;

  constructor(private readonly plan: SlotPlan<D, T>) {
    this.running = this.run();
  }

  get device(): T | undefined {
    return this.held;
  }

  async close(): Promise<void> {
    this.closed = true;
    this.wake();
    await this.running;
  }

  /** Lets the device go, `lost` with DEVICE_ASLEEP once its handle is closed, and looks for none until `resume`. */
  suspend(): void {
    this.asleep = true;
    this.stale = true;
    this.wake();
  }

  /** Looks again; a handle that is still open is of before the sleep and is closed first. */
  resume(): void {
    this.suspend();
    this.asleep = false;
  }

  private async run(): Promise<void> {
    while (!this.closed) {
      if (this.asleep) await this.untilWoken();
      else await this.round();
    }
  }

  private async round(): Promise<void> {
    this.stale = false;
    const device = await this.search();
    if (device !== undefined) await this.hold(device);
    else if (!this.mustLetGo) await this.untilWoken(this.plan.retryMs);
  }

  private get mustLetGo(): boolean {
    return this.closed || this.stale;
  }

  private async search(): Promise<T | undefined> {
    let code = this.plan.emptyCode ?? 'DEVICE_ABSENT';
    for (const candidate of await this.plan.candidates()) {
      if (this.mustLetGo) return undefined;
      const opened = await this.plan.open(candidate, () => this.tell('opening'));
      if (opened.ok) return opened.value;
      if (opened.error.code !== 'DEVICE_ABSENT') code = opened.error.code;
    }
    if (this.mustLetGo) return undefined;
    const state = STATE_OF[code] ?? 'failed';
    if (this.wasLost && state === 'absent') this.tell('lost', 'DEVICE_LOST');
    else this.tell(state, code);
    return undefined;
  }

  private async hold(device: T): Promise<void> {
    let lost: string | undefined;
    const gone = new Promise<void>((resolve) => {
      this.wake = resolve;
      device.onLost((code) => {
        lost = code;
        resolve();
      });
    });
    this.held = device;
    this.wasLost = false;
    if (lost === undefined && !this.mustLetGo) this.tell('ready');
    if (!this.mustLetGo) await gone;
    this.held = undefined;
    if (lost === undefined) await this.sayFarewell(device);
    await device.close();
    const code = this.stale ? 'DEVICE_ASLEEP' : lost;
    if (code === undefined) return;
    this.wasLost = true;
    this.tell('lost', code);
  }

  private async sayFarewell(device: T): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const limit = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, FAREWELL_MS);
    });
    await Promise.race([this.plan.farewell?.(device), limit]);
    clearTimeout(timer);
  }

  private tell(state: DeviceState, code?: string): void {
    const line = `${state} ${code ?? ''}`;
    if (this.told === line || this.closed) return;
    this.told = line;
    this.plan.onState(state, this.held, code);
  }

  private untilWoken(limitMs?: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = limitMs === undefined ? undefined : setTimeout(resolve, limitMs);
      this.wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
