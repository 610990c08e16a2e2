import type { Task } from '../../contracts/api';
import { type Clock, err, ok, type Result } from '../../core/base';
import type { JsonObject } from '../../core/evidence';
import { EMPTY_SESSION, type SessionEvent, type SessionState, transition } from '../../core/session';
import type { SourceFailure } from '../../core/tsp';
import type { Journal, TaskJournal } from '../journal';
import { FileDigest, type PlacedField, type PreparedForm } from '../sealing';

/** One task of this kiosk: its journal, the state that the journal's events fold to, and its working files. */
export class TaskRecord {
  readonly journal: TaskJournal;
  readonly #clock: Clock;
  #state: SessionState = EMPTY_SESSION;
  #digest: FileDigest | undefined;
  task: Task | undefined;
  /** Where the fields of the task lie in its working files, and how the form got there; kept in the journal. */
  fields: PreparedForm | undefined;
  /** Slots in the order in which they were sealed. */
  readonly sealedSlots: number[] = [];
  patientConfirmed: { readonly by: string; readonly atMs: number } | undefined;
  confirmedAtMs: number | undefined;
  /** Staff number of whoever opened the form from the HIS, for as long as it stays open; never a name. */
  staffId: string | undefined;
  /** An act was begun here, now or before. */
  begun = false;
  /** The last act was stopped or cut off. */
  stopped = false;
  /** Time-stamp sources that failed on this form, with the last reason of each. */
  readonly sourceFailures = new Map<string, string>();
  /** Why the confirmed act is not sealed or the file not delivered yet. */
  trouble: string | undefined;
  /** Since when the server reads the finished file once more before it takes it. */
  secondLookSinceMs: number | undefined;
  /** The bench asked for delivery, or every place is sealed. */
  deliveryWanted = false;

  private constructor(journal: TaskJournal, clock: Clock) {
    this.journal = journal;
    this.#clock = clock;
  }

  /** Opens a task's journal and folds it. JOURNAL_*; SESSION_* for a journal of another version's rules. */
  static async open(journal: Journal, taskId: string, clock: Clock): Promise<Result<TaskRecord>> {
    const opened = await journal.open(taskId);
    if (!opened.ok) return opened;
    const record = new TaskRecord(opened.value, clock);
    for (const { event, atMs } of opened.value.entries) {
      const next = transition(record.#state, event);
      if (!next.ok) {
        await opened.value.close();
        return err('JOURNAL_BROKEN', next.error.code);
      }
      record.#take(next.value, event, atMs);
    }
    record.task = (await opened.value.readFacts('task')) as unknown as Task | undefined;
    record.fields = (await opened.value.readFacts('fields')) as unknown as PreparedForm | undefined;
    return ok(record);
  }

  get taskId(): string {
    return this.journal.taskId;
  }

  get state(): SessionState {
    return this.#state;
  }

  /** Accepts an event only when state and disk both take it. SESSION_*, JOURNAL_WRITE. */
  async apply(event: SessionEvent): Promise<Result<SessionState>> {
    const next = transition(this.#state, event);
    if (!next.ok) return next;
    const atMs = this.#clock.nowMs();
    const kept = await this.journal.append(event, atMs);
    if (!kept.ok) return kept;
    this.#take(next.value, event, atMs);
    return next;
  }

  #take(state: SessionState, event: SessionEvent, atMs: number): void {
    this.#state = state;
    if (event.kind === 'patient-confirmed') this.patientConfirmed = { by: event.by, atMs };
    if (event.kind === 'act-started' || event.kind === 'act-resumed') {
      this.begun = true;
      this.stopped = false;
    }
    if (event.kind === 'act-stopped' || event.kind === 'act-interrupted') this.stopped = true;
    if (event.kind === 'act-confirmed') this.confirmedAtMs = atMs;
    if (event.kind === 'act-sealed') this.sealedSlots.push(event.slot);
    if (event.kind === 'time-source-failed') this.sourceFailures.set(event.source, event.code);
  }

  /** Writes down that a time-stamp source failed; what goes on for hours the same is written once. */
  async noteSourceFailure({ source, code }: SourceFailure): Promise<void> {
    if (this.sourceFailures.get(source) === code || this.#state.phase !== 'open') return;
    await this.apply({ kind: 'time-source-failed', source, code });
  }

  async keepTask(task: Task): Promise<Result<void>> {
    this.task = task;
    return this.journal.writeFacts('task', task as unknown as JsonObject);
  }

  async keepFields(fields: PreparedForm): Promise<Result<void>> {
    this.fields = fields;
    return this.journal.writeFacts('fields', fields as unknown as JsonObject);
  }

  /** 1 holds the fields; each sealed act makes the next, and so does a closing document time-stamp. */
  get workingRevision(): number {
    return 1 + this.sealedSlots.length + (this.#state.closedDigest === undefined ? 0 : 1);
  }

  get workingPath(): string {
    return this.journal.revisionPath(this.workingRevision);
  }

  /** Digest state of the working file; read from the disk once, carried along from then on. */
  async workingDigest(): Promise<FileDigest> {
    this.#digest ??= await FileDigest.ofFile(this.workingPath);
    return this.#digest;
  }

  /** After a seal: the state of the new working file, so that it is not read again. */
  set digest(state: FileDigest | undefined) {
    this.#digest = state;
  }

  fieldOf(slot: number): PlacedField | undefined {
    return this.fields?.fields.find((field) => field.slot === slot);
  }

  get ourFields(): ReadonlySet<string> {
    return new Set(this.fields?.fields.map((field) => field.fieldName));
  }
}
