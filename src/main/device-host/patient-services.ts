import { err, type Result } from '../../core/base';
import type { AdapterDevice } from '../../drivers/adapter';
import type { PortAccess } from './open-devices';

/** A service that does not answer, or that ends again and again, is asked at last only this often. */
const LONGEST_MS = 10_000;

interface Wait {
  readonly untilMs: number;
  readonly delayMs: number;
  readonly code: string;
}

/**
 * Opens services with patience: after each attempt the next waits twice as long, up to ten seconds; after a longer time
 * without an attempt, which is a service that worked, it begins anew.
 */
export class PatientServices {
  private readonly waits = new Map<string, Wait>();

  constructor(
    private readonly real: PortAccess['openService'],
    private readonly firstMs: number,
    private readonly nowMs: () => number = () => performance.now(),
  ) {}

  readonly open: PortAccess['openService'] = async (definition, address, nowUs): Promise<Result<AdapterDevice>> => {
    const key = `${definition.id} ${address.host}:${address.port}`;
    const before = this.waits.get(key);
    const sinceMs = this.nowMs() - (before?.untilMs ?? Number.NEGATIVE_INFINITY);
    if (before !== undefined && sinceMs < 0) return err(before.code);
    const opened = await this.real(definition, address, nowUs);
    const delayMs =
      before === undefined || sinceMs > LONGEST_MS ? this.firstMs : Math.min(LONGEST_MS, before.delayMs * 2);
    const code = opened.ok ? 'DEVICE_ABSENT' : opened.error.code;
    this.waits.set(key, { untilMs: this.nowMs() + delayMs, delayMs, code });
    return opened;
  };
}
