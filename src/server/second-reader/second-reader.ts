import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { err, ok, type Result } from '../../core/base';
import type { Disagreement, ReadAgain, SignatureClaim } from './types';

export interface SecondReaderOptions {
  /** The program, where it does not lie beside the server. */
  readonly program?: string;
  /** Longest time for one file. */
  readonly timeoutMs?: number;
  /** Most memory of the process, all of it. */
  readonly memoryBytes?: number;
}

/** 200 MB take seconds; a nurse and an HTTP request wait for the answer. */
const TIMEOUT_MS = 90_000;
/** pdf.js holds at most the file (256 MiB), our own reader a page; the rest is Node and one decoded page. */
const MEMORY_BYTES = 1 << 30;
const HEAP_MIB = 512;
/** A process is replaced after so many files, or when nobody needed it for a while. */
const FILES_PER_PROCESS = 200;
const IDLE_MS = 60_000;

/** From the sources it runs under the loader of the tests; built, it lies in dist/server. */
function ownProgram(): { readonly path: string; readonly execArgv: readonly string[] } {
  const fromSources = import.meta.url.endsWith('.ts');
  const place = fromSources ? './reading-process.ts' : '../server/second-reader.mjs';
  return { path: fileURLToPath(new URL(place, import.meta.url)), execArgv: fromSources ? ['--import', 'tsx'] : [] };
}

type Answer = { readonly id: number; readonly disagreements: readonly Disagreement[] };

/** Of a report only what is compared crosses to the other process. */
const claimOf = ({
  field,
  signedSize,
  documentDigest,
  certificate,
  verdict,
  timeSource,
  level,
}: SignatureClaim): SignatureClaim => ({
  field,
  signedSize,
  documentDigest,
  certificate: certificate && { serial: certificate.serial, sha256: certificate.sha256 },
  verdict,
  timeSource,
  level,
});

/**
 * Reads finished files again in a process of its own, one after the other: bounded in time and memory, without the
 * environment of the server, so that one file blocks and breaks nothing else.
 */
export class SecondReader {
  #process: ChildProcess | undefined;
  #files = 0;
  #last: Promise<unknown> = Promise.resolve();
  #idle: NodeJS.Timeout | undefined;
  #closed = false;

  constructor(private readonly options: SecondReaderOptions = {}) {}

  /**
   * What both readers agree on: ok with nothing in it. SECOND_READER_DISAGREES with what, in words of
   * {@link Disagreement}; SECOND_READER_UNABLE when the process did not answer within its bounds.
   */
  read(job: ReadAgain): Promise<Result<void>> {
    const turn = this.#last.then(() => this.#read(job));
    this.#last = turn.catch(() => undefined);
    return turn;
  }

  async #read(job: ReadAgain): Promise<Result<void>> {
    if (this.#closed) return err('SECOND_READER_UNABLE', 'closed');
    clearTimeout(this.#idle);
    const answer = await this.#ask(job);
    if (answer === 'ended' || answer === 'late') return err('SECOND_READER_UNABLE', answer);
    if (answer.length === 0) return ok(undefined);
    return err(
      'SECOND_READER_DISAGREES',
      answer.map(({ what, where }) => (where ? `${what}: ${where}` : what)).join('; '),
    );
  }

  async #ask(job: ReadAgain): Promise<readonly Disagreement[] | 'late' | 'ended'> {
    const child = this.#ready();
    const id = ++this.#files;
    const ended = new AbortController();
    const answered = once(child, 'message', ended).then(([answer]) => (answer as Answer).disagreements);
    const broken = once(child, 'exit', ended).then((): 'ended' => 'ended');
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<'late'>((resolve) => {
      timer = setTimeout(() => resolve('late'), this.options.timeoutMs ?? TIMEOUT_MS);
    });
    // a process that cannot be started or written to says so by its end
    child.send({ id, job: { ...job, claims: job.claims.map(claimOf) } }, () => undefined);
    const answer = await Promise.race([answered, broken, late]).catch((): 'ended' => 'ended');
    clearTimeout(timer);
    for (const waiting of [answered, broken]) waiting.catch(() => undefined);
    ended.abort();
    if (typeof answer !== 'object' || this.#files >= FILES_PER_PROCESS) this.#end();
    else this.#idle = setTimeout(() => this.#end(), IDLE_MS).unref();
    return answer;
  }

  #ready(): ChildProcess {
    if (this.#process !== undefined) return this.#process;
    const own = ownProgram();
    const { program = own.path, memoryBytes = MEMORY_BYTES } = this.options;
    const child = fork(program, [String(memoryBytes)], {
      execArgv: [...own.execArgv, `--max-old-space-size=${HEAP_MIB}`],
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      env: {},
    });
    child.on('error', () => undefined);
    child.once('exit', () => {
      if (this.#process === child) this.#process = undefined;
    });
    child.unref();
    child.channel?.unref();
    this.#files = 0;
    this.#process = child;
    return child;
  }

  #end(): void {
    this.#process?.kill('SIGKILL');
    this.#process = undefined;
  }

  /** Ends the process; a reading under way answers SECOND_READER_UNABLE. */
  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#idle);
    this.#end();
    await this.#last;
  }
}
