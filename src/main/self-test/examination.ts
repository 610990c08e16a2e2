import type { Health } from '../../contracts/api';
import type { Language } from '../../contracts/ipc';
import type { Handshake } from '../server-client';
import type { Finding } from './finding';
import type { SelfTestPorts, WayToServer } from './ports';

/** What a step leaves for the steps after it. */
export interface Notes {
  way?: WayToServer;
  /** The device key is under the system's seal. */
  isSealed?: boolean;
  address?: string;
  handshake?: Handshake;
  health?: Health;
  offsetMs?: number;
}

/** One thing to look at. To add one: a row in examination-table.ts, its sentences in words.ts. */
export interface Examination {
  readonly id: string;
  readonly title: Readonly<Record<Language, string>>;
  /** Without an answer for so long it counts as failed. */
  readonly limitMs: number;
  /** Not begun while this one fails: the first step that fails names the cause. */
  readonly after?: string;
  readonly look: (ports: SelfTestPorts, notes: Notes) => Promise<readonly Finding[]>;
}
