import type { PlugWatch } from '../../drivers/transport';
import type { PortAccess } from './open-devices';

/** Asked again after this long although nothing was heard of: a change that was missed is not missed for ever. */
const HEARING_MS = 10_000;
/** Where the system tells nothing of changes. */
const DEAF_MS = 2000;

interface Walk {
  readonly sinceMs: number;
  readonly answer: Promise<unknown>;
}

/**
 * Ports whose lists are walked when something was plugged, not whenever a slot looks: a walk over the bus takes long and slows
 * the devices down. What a walk said is kept, for all slots alike, until a change is heard or it is old.
 */
export class ListedPorts {
  readonly access: PortAccess;
  private readonly walks = new Map<string, Walk>();
  private watch: PlugWatch | undefined;
  private closed = false;

  constructor(
    real: PortAccess,
    watchPlugs: (onChange: () => void) => Promise<PlugWatch | undefined>,
    private readonly nowMs: () => number = () => performance.now(),
  ) {
    this.access = {
      ...real,
      listSerial: () => this.walk('serial', real.listSerial),
      listHid: () => this.walk('hid', real.listHid),
      listUsb: () => this.walk('usb', real.listUsb),
    };
    void watchPlugs(() => this.forget()).then((watch) => {
      this.watch = watch;
      if (this.closed) watch?.close();
    });
  }

  /** What was listed before may be of another bus: the next look walks it. */
  forget(): void {
    this.walks.clear();
  }

  close(): void {
    this.closed = true;
    this.watch?.close();
  }

  private walk<T>(name: string, list: () => Promise<T>): Promise<T> {
    const nowMs = this.nowMs();
    const known = this.walks.get(name);
    if (known !== undefined && nowMs - known.sinceMs < (this.watch === undefined ? DEAF_MS : HEARING_MS))
      return known.answer as Promise<T>;
    const answer = list();
    this.walks.set(name, { sinceMs: nowMs, answer });
    return answer;
  }
}
