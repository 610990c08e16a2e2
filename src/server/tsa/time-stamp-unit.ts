import type { Clock, Digest, Random, Signer } from '../../core/base';
import type { Certificate } from '../../core/pki';
import { createTimeStampAuthority, type TimeStampAnswer, timeStampingKey } from '../../core/tsp';
import { ClockCheck } from './clock-check';

export interface TimeStampUnitOptions {
  readonly certificate: Certificate;
  /** Between the unit and the root, root left out. */
  readonly issuers: readonly Certificate[];
  readonly signer: Signer;
  /** Policy that tokens are issued under, dotted OID. */
  readonly policy: string;
  readonly clock: Clock;
  readonly digest: Digest;
  readonly random: Random;
  /** Latest time that an earlier life of this unit gave out. */
  readonly latestMs: number;
}

/** The hospital's own time-stamping unit: answers RFC 3161 queries, and only while its clock can be trusted. */
export class TimeStampUnit {
  private readonly check: ClockCheck;
  private trustedMs = 0;
  readonly answer: (query: Uint8Array) => Promise<TimeStampAnswer>;

  constructor(options: TimeStampUnitOptions) {
    this.check = new ClockCheck(options.clock, options.latestMs);
    const authority = createTimeStampAuthority({
      key: timeStampingKey(options.certificate, options.issuers, options.signer, options.digest),
      policy: options.policy,
      // an ordinary server clock under NTP: a second is honest
      accuracy: { seconds: 1 },
      clock: { nowMs: () => this.trustedMs, monotonicUs: options.clock.monotonicUs },
      random: options.random,
      timeAvailable: () => this.clockTrusted(),
    });
    this.answer = (query) => authority.answer(query);
  }

  /** Looks at the clock now. */
  clockTrusted(): boolean {
    const verdict = this.check.now();
    if (verdict.ok) this.trustedMs = verdict.nowMs;
    return verdict.ok;
  }

  get latestMs(): number {
    return this.check.latest;
  }
}
