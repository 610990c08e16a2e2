import type { OperatorSession, SignInRequest } from '../../contracts/api';
import type { Clock, Digest, Random } from '../../core/base';
import type { Database } from '../store';
import { isPassword } from './password';
import { openSession } from './sessions';
import { SignInThrottle } from './throttle';

/** Guesses that are worked on at the same time: each takes 32 MiB and a thread that the rest of the server also needs. */
const AT_ONCE = 2;

export interface SignInPorts {
  readonly database: Database;
  readonly clock: Clock;
  readonly digest: Digest;
  readonly random: Random;
}

export type SignInOutcome =
  | { readonly result: 'opened'; readonly session: OperatorSession & { readonly secret: string } }
  /** `operator`: whose password it was not; undefined for a name that nobody has, which may be a password typed in the wrong place. */
  | { readonly result: 'refused'; readonly operator: string | undefined }
  | { readonly result: 'throttled'; readonly waitMs: number }
  | { readonly result: 'busy' };

/** Judges names and passwords: bounded in number and in work, and no slower or faster for a name that is not there. */
export class SignIn {
  private readonly throttle = new SignInThrottle();
  private underway = 0;

  constructor(private readonly ports: SignInPorts) {}

  async attempt({ name, password }: SignInRequest, address: string): Promise<SignInOutcome> {
    if (this.underway >= AT_ONCE) return { result: 'busy' };
    const waitMs = this.throttle.begin(name, address, this.ports.clock.nowMs());
    if (waitMs > 0) return { result: 'throttled', waitMs };
    this.underway += 1;
    try {
      return await this.judge(name, password, address);
    } finally {
      this.underway -= 1;
    }
  }

  private async judge(name: string, password: string, address: string): Promise<SignInOutcome> {
    const { database, clock } = this.ports;
    const row = database.first(database.db.selectFrom('operators').select('password').where('name', '=', name));
    const right = await isPassword(password, row?.password);
    const session =
      right && row !== undefined ? await openSession(database, this.ports, name, row.password) : undefined;
    if (session === undefined) return { result: 'refused', operator: row && name };
    this.throttle.succeeded(name, address, clock.nowMs());
    return { result: 'opened', session };
  }
}
