import type { Result } from '../../core/base';
import { ENDPOINT, INTERRUPT_LENGTH, REGISTER_REQUEST } from '../report/uru4000';
import { Listeners, type UsbPort } from '../transport';

/** How long one interrupt transfer stays pending before it is submitted anew. */
const PENDING_MS = 60_000;

/** Registers and interrupts of a U.are.U reader. The interrupt endpoint is always being read, so that an unplugged reader is noticed. */
export class Uru4000Link {
  private readonly interrupts = new Listeners<number>();
  private readonly stop = new AbortController();

  constructor(private readonly port: UsbPort) {
    void this.listen();
  }

  async register(register: number, length = 1): Promise<Result<Uint8Array>> {
    return this.port.controlIn({ request: REGISTER_REQUEST, value: register, index: 0 }, length);
  }

  setRegister(register: number, ...bytes: number[]): Promise<Result<void>> {
    return this.port.controlOut({ request: REGISTER_REQUEST, value: register, index: 0 }, Uint8Array.from(bytes));
  }

  onInterrupt(listener: (type: number) => void): () => void {
    return this.interrupts.add(listener);
  }

  /** Resolves true when an interrupt of this type comes after the call; false after the time or the signal. */
  awaits(type: number, timeoutMs: number, signal?: AbortSignal): Promise<boolean> {
    return new Promise((resolve) => {
      const done = (came: boolean): void => {
        clearTimeout(timer);
        unlisten();
        signal?.removeEventListener('abort', stopped);
        this.stop.signal.removeEventListener('abort', stopped);
        resolve(came);
      };
      const stopped = (): void => done(false);
      const timer = setTimeout(stopped, timeoutMs);
      const unlisten = this.interrupts.add((came) => came === type && done(true));
      signal?.addEventListener('abort', stopped);
      this.stop.signal.addEventListener('abort', stopped);
      if (signal?.aborted || this.stop.signal.aborted) stopped();
    });
  }

  close(): void {
    this.stop.abort();
    this.interrupts.clear();
  }

  private async listen(): Promise<void> {
    this.port.onEnd(() => this.close());
    const { signal } = this.stop;
    while (!signal.aborted) {
      const packet = await this.port.read(ENDPOINT.interrupt, INTERRUPT_LENGTH, { timeoutMs: PENDING_MS, signal });
      if (packet.ok && packet.value.length >= 2)
        this.interrupts.emit(((packet.value[0] as number) << 8) | (packet.value[1] as number));
      else if (!packet.ok && packet.error.code === 'DEVICE_REFUSED') return;
    }
  }
}
