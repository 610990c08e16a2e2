import type { Task } from '../../contracts/api';
import type { AboutView, DeviceHealth, Health, KioskSnapshot, Language, Notice, Part } from '../../contracts/ipc';
import { type Clock, err, type Failure, ok, type Random, type Result, toHex } from '../../core/base';
import type { CaptureDevice } from '../../core/ink';
import type { DeviceHost } from '../device-host';
import type { Journal } from '../journal';
import type { SealingPorts } from '../sealing';
import type { Examined } from '../self-test';
import type { UpdateView } from '../update';
import type { ActDesk } from './act-desk';
import type { Connection, ShellKeys } from './connection';
import type { KioskDisplays, KioskLog, KioskScreens, ProgramFacts } from './kiosk';
import type { Lane } from './lane';
import { loggableDetail, missingCharacters } from './missing-characters';
import type { TaskRecord } from './task-record';

/** What a pad told of itself last. */
export interface PadHealth extends DeviceHealth {
  readonly device?: CaptureDevice;
  readonly screen?: { readonly width: number; readonly height: number };
}

export interface SelfTestState {
  readonly running: boolean;
  readonly startedAtMs: number;
  readonly examined: readonly Examined[];
  readonly exportedTo?: string;
}

/** Everything that the parts of the runner share; changed in the lane only, except for counters of devices. */
export interface Bedside {
  readonly folder: string;
  readonly version: string;
  readonly build: string;
  readonly program: ProgramFacts;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: KioskLog;
  readonly ports: SealingPorts;
  readonly deviceHost: DeviceHost;
  readonly shell: ShellKeys;
  readonly displays: KioskDisplays | undefined;
  readonly lane: Lane;
  readonly desk: ActDesk;
  readonly records: Map<string, TaskRecord>;
  /** Ids of folders whose journal cannot be read, and why. */
  readonly broken: Map<string, string>;
  connection: Connection;
  journal: Journal | undefined;
  openTaskId: string | undefined;
  language: Language;
  screens: KioskScreens;
  pointerAllowed: boolean;
  pointerArea: { readonly width: number; readonly height: number };
  /** Where the patient's screen shows the place to sign, in parts of its window. */
  signingBox: Part | undefined;
  pad: PadHealth;
  /** It draws its screen and sends no pen. */
  padBusy: boolean;
  fingerPad: DeviceHealth & { readonly definition?: string };
  server: Health['server'];
  disk: Health['disk'];
  /** Server's clock minus ours, milliseconds; null before the first answer. */
  clockOffsetMs: number | null;
  /** The last form that asked for the time got none from any source. */
  timeAway: boolean;
  /** As the server listed them last. */
  tasks: readonly Task[];
  worklistState: KioskSnapshot['worklistState'];
  update: UpdateView;
  notice: Notice | undefined;
  /** The last self-test, or the one under way. */
  selfTest: SelfTestState | undefined;
  /** As it was looked up last. */
  about: AboutView | undefined;
  /** Conformance of the last capture, 0 to 100. */
  conformance: number | undefined;
  closing: boolean;
  /** Tells the screens, soon and once. */
  changed(): void;
}

/** RFC 9421 requests are refused beyond this distance of the clocks. */
const CLOCK_WRONG_MS = 300_000;

export const isClockWrong = (bedside: Bedside): boolean => Math.abs(bedside.clockOffsetMs ?? 0) > CLOCK_WRONG_MS;

export const openRecord = (bedside: Bedside): TaskRecord | undefined =>
  bedside.openTaskId === undefined ? undefined : bedside.records.get(bedside.openTaskId);

/** The record of the open task, or TASK_NOT_OPEN. */
export function needRecord(bedside: Bedside): Result<TaskRecord> {
  const record = openRecord(bedside);
  return record === undefined ? err('TASK_NOT_OPEN') : ok(record);
}

let notices = 0;

/** Puts a message on the bench; it stays until it is dismissed or another one comes. */
export function notify(bedside: Bedside, severity: Notice['severity'], failure: Failure): string {
  const correlationId = (failure as { correlationId?: string }).correlationId ?? toHex(bedside.random.bytes(6));
  const characters = missingCharacters(failure);
  bedside.notice = {
    id: ++notices,
    severity,
    code: failure.code,
    correlationId,
    ...(characters === undefined ? {} : { characters }),
  };
  bedside.log(severity === 'done' || severity === 'info' ? 'info' : 'warn', 'kiosk.notice', {
    code: failure.code,
    correlationId,
    detail: loggableDetail(failure),
  });
  bedside.changed();
  return correlationId;
}
