import { type Clock, type Digest, err, ok, type Result, type Verifier } from '../../core/base';
import {
  compareVersions,
  judgeRelease,
  openRelease,
  type Release,
  type RingMember,
  type SignedRelease,
  VERSION_FORM,
} from '../../core/release';
import type { ServerClient } from '../server-client';
import type { Settings } from '../settings';
import { isAwake, verdictSince } from './installer';
import {
  dropNext,
  type PackageRole,
  promoteNext,
  type StagedPackage,
  stagedPackage,
  stagePackage,
  sweepPackages,
} from './package-store';
import { isQuiet, minuteOfDay } from './quiet-hours';
import { releaseKeysOf } from './release-keys';
import { readUpdateState, type UpdateState, updatesFolder, withFailure, writeUpdateState } from './update-state';
import { makeWish, prove, releaseId, withdrawWish } from './wish';

const ASK_EVERY_MS = 3_600_000;

/** Of main/log. */
type UpdateLog = (
  level: 'info' | 'warn' | 'error',
  event: string,
  fields?: Readonly<Record<string, string | number | boolean | undefined>>,
) => void;

/** What the bench shows; undefined: nothing to say. */
export type UpdateView = 'waiting' | 'tonight' | 'installing' | 'failed' | undefined;

export interface UpdaterParts {
  readonly kioskFolder: string;
  readonly version: string;
  readonly platform: string;
  readonly settings: () => Settings;
  readonly client: () => ServerClient;
  /** Undefined before the enrolment. */
  readonly station: () => RingMember | undefined;
  readonly isReachable: () => boolean;
  /** No form is open and everything that was confirmed is with the server. */
  readonly isFree: () => boolean;
  /** Between two wishes of screens or devices, never beside one. */
  readonly alone: <T>(work: () => Promise<T>) => Promise<T>;
  readonly clock: Clock;
  readonly digest: Digest;
  readonly verifier: Verifier;
  /** Folder of the installer with the system's rights. */
  readonly installer: string;
  /** This version is open and could seal: what a new one has to be. */
  readonly isWhole: () => Promise<boolean>;
  /** The installer was asked: the kiosk closes. */
  readonly leave: () => void;
  readonly log: UpdateLog;
  readonly changed: (view: UpdateView) => void;
}

interface Offer {
  readonly signed: SignedRelease;
  readonly release: Release;
}

/** None, staged, waiting for the quiet hour or the nurse, installing, proved or failed: see docs/adr/0027 and 0031. */
export class Updater {
  readonly #folder: string;
  readonly #abort = new AbortController();
  #looking: Promise<void> | undefined;
  #askedMs = Number.NEGATIVE_INFINITY;
  #staged: Release | undefined;
  #isTonight = false;
  #isInstalling = false;
  #hasFailed = false;

  constructor(readonly parts: UpdaterParts) {
    this.#folder = updatesFolder(parts.kioskFolder);
  }

  get view(): UpdateView {
    if (this.#isInstalling) return 'installing';
    if (this.#staged !== undefined)
      return this.#isTonight || this.parts.settings().updates === 'quiet-hours' ? 'tonight' : 'waiting';
    return this.#hasFailed ? 'failed' : undefined;
  }

  get isInstalling(): boolean {
    return this.#isInstalling;
  }

  /** With every poll; asks the server once an hour, one look at a time. Never rejects. */
  look(): Promise<void> {
    const { log } = this.parts;
    if (this.#isInstalling || this.#abort.signal.aborted) return Promise.resolve();
    this.#looking ??= this.#lookNow()
      .catch((error: unknown) => {
        log('warn', 'update.look', { code: (error as NodeJS.ErrnoException).code ?? 'UPDATE_STAGING' });
      })
      .finally(() => {
        this.#looking = undefined;
      });
    return this.#looking;
  }

  async close(): Promise<void> {
    this.#abort.abort();
    await this.#looking;
  }

  /** First thing of a kiosk: what it wished for when it closed is not to happen while somebody works with it. */
  open(): Promise<void> {
    return withdrawWish(this.#folder).catch((error: unknown) => {
      this.parts.log('warn', 'update.look', { code: (error as NodeJS.ErrnoException).code ?? 'UPDATE_STAGING' });
    });
  }

  /** The nurse agrees. Called alone. UPDATE_NONE, UPDATE_NOT_NOW, UPDATE_NO_INSTALLER, UPDATE_STAGING, RELEASE_ codes. */
  async install(): Promise<Result<void>> {
    const { isFree, leave, log, version, clock, digest, installer } = this.parts;
    if (this.#staged === undefined) return err('UPDATE_NONE');
    if (!isFree()) return err('UPDATE_NOT_NOW');
    if (!isAwake(installer, clock.nowMs())) return err('UPDATE_NO_INSTALLER');
    const state = await readUpdateState(this.#folder);
    const judged = await this.#judged(state);
    if (!judged.ok) {
      this.#staged = undefined;
      this.#told();
      return judged;
    }
    const { next, current } = judged.value;
    const { signed, release } = next;
    const id = releaseId(signed, digest);
    const installing = { version: release.version, from: version, releasedMs: release.releasedMs, id };
    await writeUpdateState(this.#folder, { ...state, installing: { ...installing, atMs: clock.nowMs() } });
    const wished = await makeWish(this.#folder, { next, current, station: this.#station() }, digest);
    log(wished.ok ? 'info' : 'error', 'update.install', { version: release.version, from: version });
    if (!wished.ok) {
      await writeUpdateState(this.#folder, state);
      return wished;
    }
    this.#isInstalling = true;
    this.#told();
    leave();
    return ok(undefined);
  }

  /** The nurse would rather have it in the quiet hours. */
  later(): Result<void> {
    if (this.#staged === undefined) return err('UPDATE_NONE');
    this.#isTonight = true;
    this.#told();
    return ok(undefined);
  }

  #told(): void {
    this.parts.changed(this.view);
  }

  async #lookNow(): Promise<void> {
    const { isReachable, clock, settings, version } = this.parts;
    const isSettled = await this.#settle();
    const { updates, releaseKeys } = settings();
    if (updates === 'off' || releaseKeys === undefined || !VERSION_FORM.test(version)) return;
    const nowMs = clock.nowMs();
    if (isSettled && isReachable() && nowMs - this.#askedMs >= ASK_EVERY_MS) {
      this.#askedMs = nowMs;
      await this.#ask();
      this.#told();
    }
    await this.#consider();
  }

  /** What became of the last installation; answers whether nothing is under way. */
  async #settle(): Promise<boolean> {
    const { version, isReachable, isWhole, installer, log } = this.parts;
    let state = await readUpdateState(this.#folder);
    const { installing } = state;
    if (installing?.version === version) {
      if (!(await isWhole())) return false;
      await prove(this.#folder, installing.id);
      await promoteNext(this.#folder).catch(() => undefined);
      const { installing: _done, ...rest } = state;
      state = { ...rest, healthy: version, report: { version, outcome: 'healthy' } };
      await writeUpdateState(this.#folder, state);
      log('info', 'update.healthy', { version });
    } else if (installing !== undefined) {
      // The version before is open: it was brought back or never left. Nobody said anything: nobody was there to do it.
      const verdict = verdictSince(installer, installing.atMs);
      const { installing: _withdrawn, ...rest } = state;
      state = verdict === undefined ? rest : withFailure(state, installing);
      await writeUpdateState(this.#folder, state);
      log(verdict === undefined ? 'info' : 'error', verdict === undefined ? 'update.withdrawn' : 'update.failed', {
        version: installing.version,
        code: verdict,
      });
    }
    if (state.report !== undefined && isReachable()) await this.#report(state);
    return true;
  }

  async #report(state: UpdateState): Promise<void> {
    const { report, ...rest } = state;
    if (report === undefined) return;
    const told = await this.parts.client().reportRelease({ ...report, platform: this.parts.platform });
    if (told.ok) await writeUpdateState(this.#folder, rest);
  }

  async #ask(): Promise<void> {
    const { client, platform, log } = this.parts;
    const answer = await client().release('latest', platform, { signal: this.#abort.signal });
    if (!answer.ok) return;
    const { release: signed } = answer.value;
    // The hospital took it back, or has none for us.
    if (signed === null) return this.#forget(false);
    const taken = await this.#take(signed);
    if (taken.ok) return;
    log('warn', 'update.refused', { code: taken.error.code, detail: taken.error.detail });
  }

  async #forget(hasFailed: boolean): Promise<void> {
    this.#staged = undefined;
    this.#hasFailed = hasFailed;
    await dropNext(this.#folder);
  }

  /** Judges what the server shows and stages it. A manifest that is not genuine changes nothing here. */
  async #take(signed: SignedRelease): Promise<Result<void>> {
    const { verifier, version, platform, settings } = this.parts;
    const opened = openRelease(signed, releaseKeysOf(settings()), verifier);
    if (!opened.ok) return opened;
    const release = opened.value;
    const state = await readUpdateState(this.#folder);
    const judged = this.#judge(release, state.newestMs);
    if (release.platform === platform && release.releasedMs > state.newestMs)
      await writeUpdateState(this.#folder, { ...state, newestMs: release.releasedMs });
    if (!judged.ok) {
      await this.#forget(false);
      return compareVersions(release.version, version) === 0 ? ok(undefined) : judged;
    }
    if (state.failed.includes(release.releasedMs)) {
      await this.#forget(true);
      return ok(undefined);
    }
    // A nurse is not asked for what nobody here can do.
    if (!isAwake(this.parts.installer, this.parts.clock.nowMs())) return err('UPDATE_NO_INSTALLER');
    const before = await this.#wayBack();
    if (!before.ok) return before;
    const staged = await this.#stage('next', { signed, release });
    if (!staged.ok) return staged;
    await sweepPackages(this.#folder, [release.sha256, before.value.sha256]);
    if (this.#staged?.releasedMs !== release.releasedMs) this.#isTonight = false;
    this.#staged = release;
    this.#hasFailed = false;
    this.parts.log('info', 'update.staged', { version: release.version });
    return ok(undefined);
  }

  #judge(release: Release, newestMs: number): Result<void> {
    const { version, platform, clock, digest } = this.parts;
    const standing = { ...this.#station(), installed: version, platform, nowMs: clock.nowMs(), newestMs };
    return judgeRelease(release, standing, digest);
  }

  #station(): RingMember {
    const { stationId, ward } = this.parts.station() ?? { stationId: '', ward: '' };
    return { stationId, ward };
  }

  #packages() {
    const { digest, verifier, settings } = this.parts;
    return { digest, verifier, keys: releaseKeysOf(settings()) };
  }

  #stage(role: PackageRole, offer: Offer): Promise<Result<void>> {
    const { client, platform, digest } = this.parts;
    const { version, size } = offer.release;
    return stagePackage(
      this.#folder,
      role,
      offer,
      (from, sink) =>
        client().releasePackage({ version, platform, from, maxBytes: size - from }, sink, {
          signal: this.#abort.signal,
        }),
      digest,
    );
  }

  /** The package of the version that runs, fetched where it is not here: nothing is installed that nobody could undo. */
  async #wayBack(): Promise<Result<Release>> {
    const { client, platform, version, verifier, settings } = this.parts;
    const kept = await stagedPackage(this.#folder, 'current', this.#packages());
    if (kept?.ok && kept.value.release.version === version) return ok(kept.value.release);
    const answer = await client().release(version, platform, { signal: this.#abort.signal });
    if (!answer.ok) return answer;
    const { release: signed } = answer.value;
    const opened = signed && openRelease(signed, releaseKeysOf(settings()), verifier);
    if (!signed || !opened?.ok || opened.value.version !== version || opened.value.platform !== platform)
      return err('UPDATE_NO_WAY_BACK', version);
    const staged = await this.#stage('current', { signed, release: opened.value });
    return staged.ok ? ok(opened.value) : staged;
  }

  /** Both packages judged anew from the disk, at the last moment. */
  async #judged(
    state: UpdateState,
  ): Promise<Result<{ readonly next: StagedPackage; readonly current: StagedPackage }>> {
    const next = await stagedPackage(this.#folder, 'next', this.#packages());
    if (next === undefined) return err('UPDATE_NONE');
    if (!next.ok) return next;
    const judged = this.#judge(next.value.release, state.newestMs);
    if (!judged.ok) return judged;
    const current = await stagedPackage(this.#folder, 'current', this.#packages());
    return current?.ok && current.value.release.version === this.parts.version
      ? ok({ next: next.value, current: current.value })
      : err('UPDATE_NO_WAY_BACK');
  }

  async #consider(): Promise<void> {
    const { settings, clock, isFree, alone, log } = this.parts;
    const isDue = this.view === 'tonight' && isQuiet(settings().quietHours, minuteOfDay(clock.nowMs()));
    if (!isDue || !isFree() || this.#abort.signal.aborted) return;
    const installed = await alone(() => this.install());
    if (!installed.ok) log('warn', 'update.refused', { code: installed.error.code, detail: installed.error.detail });
  }
}
