import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { must } from '../../src/core/base';
import type { ConsentTask, SessionEvent } from '../../src/core/session';
import type { DeviceHostCommand } from '../../src/main/device-host';
import { type Journal, openJournal } from '../../src/main/journal';
import type { ServerClient } from '../../src/main/server-client';
import { ActDesk } from '../../src/main/session-runner/act-desk';
import type { Bedside } from '../../src/main/session-runner/bedside';
import { Lane } from '../../src/main/session-runner/lane';
import { TaskRecord } from '../../src/main/session-runner/task-record';
import { nodeDigest, nodeRandom, nodeVerifier, signerFromKeyObject } from '../../src/platform/node';

const consent = (taskId: string): ConsentTask => ({
  taskId,
  patientName: '王秀英',
  sourceDigest: 'aa'.repeat(32),
  pageCount: 1,
  slots: [{ slot: 0, capacity: 'patient', allowedCapacities: [], fingerprint: 'none', required: true }],
});

/** What happened to a task up to its only signer's ink. */
export const upToInk = (taskId: string): SessionEvent[] => [
  { kind: 'task-received', task: consent(taskId) },
  { kind: 'task-opened' },
  { kind: 'patient-confirmed', by: 'wristband' },
  { kind: 'signer-chosen', slot: 0, basis: { capacity: 'patient', name: '王秀英' } },
  { kind: 'act-started', slot: 0 },
  { kind: 'identity-answered', itIsMe: true },
  { kind: 'page-shown', page: 1, ms: 4000 },
  { kind: 'document-read' },
];

export const upToSeal = (taskId: string): SessionEvent[] => [
  ...upToInk(taskId),
  { kind: 'stroke-begun', stroke: 0, source: 'pad' },
  { kind: 'ink-done', strokes: 1 },
  { kind: 'review-prepared', digest: 'd' },
  { kind: 'act-confirmed', slot: 0, digest: 'd' },
  { kind: 'act-sealed', slot: 0, fileDigest: 'f', atMs: 1 },
  { kind: 'receipt-handed-back' },
];

/** A bedside with a real journal and no screens, devices or server: what a test does not give is not there. */
export async function bareBedside(client: Partial<ServerClient> = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'inkwitness-bedside-'));
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
  const key = { signer: signerFromKeyObject(privateKey), verifier: nodeVerifier };
  const journal: Journal = await openJournal(folder, { digest: nodeDigest, key });
  const clock = { now: 1_800_000_000_000, nowMs: () => clock.now, monotonicUs: () => clock.now * 1000 };
  const commands: DeviceHostCommand[] = [];
  const logged: string[] = [];
  const bedside = {
    folder,
    clock,
    random: nodeRandom,
    log: (_level: string, event: string) => void logged.push(event),
    deviceHost: { send: (command: DeviceHostCommand) => void commands.push(command) },
    lane: new Lane(),
    desk: new ActDesk(),
    records: new Map<string, TaskRecord>(),
    broken: new Map<string, string>(),
    journal,
    connection: { client, enrolment: {} },
    tasks: [],
    clockOffsetMs: null,
    server: 'reachable',
    worklistState: 'ready',
    closing: false,
    changed: () => undefined,
  } as unknown as Bedside;
  return {
    bedside,
    journal,
    clock,
    commands,
    logged,
    async record(taskId: string, events: readonly SessionEvent[]): Promise<TaskRecord> {
      const record = must(await TaskRecord.open(journal, taskId, clock));
      for (const event of events) must(await record.apply(event));
      bedside.records.set(taskId, record);
      return record;
    },
    async close(): Promise<void> {
      for (const record of bedside.records.values()) await record.journal.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
