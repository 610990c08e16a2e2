import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, lstatSync, rmSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * A cable: a pseudo terminal whose near end is a link at `path` for the product, whose far end is ours. Cutting it is
 * what unplugging a USB adapter looks like to an application: the open port breaks, the path is gone.
 */
export class PtyLine {
  private socat: ChildProcess | undefined;
  private hear: (chunk: Uint8Array) => void = () => undefined;

  constructor(readonly path: string) {}

  onData(listener: (chunk: Uint8Array) => void): void {
    this.hear = listener;
  }

  async plug(): Promise<void> {
    if (this.socat !== undefined) return;
    rmSync(this.path, { force: true });
    const socat = spawn('socat', ['-b', '8192', `pty,raw,echo=0,link=${this.path}`, 'STDIO'], {
      stdio: ['pipe', 'pipe', 'ignore'],
    });
    this.socat = socat;
    socat.stdout?.on('data', (chunk: Buffer) => this.hear(chunk));
    socat.stdin?.on('error', () => undefined); // cut while writing
    socat.on('exit', () => {
      if (this.socat === socat) this.socat = undefined;
    });
    for (let i = 0; i < 200 && !existsSync(this.path); i++) await sleep(10);
    if (!existsSync(this.path)) throw new Error('socat made no pseudo terminal');
  }

  write(bytes: Uint8Array): void {
    if (this.socat?.stdin?.writable) this.socat.stdin.write(bytes);
  }

  async unplug(): Promise<void> {
    const socat = this.socat;
    this.socat = undefined;
    if (socat !== undefined && socat.exitCode === null) {
      const ended = new Promise((resolve) => socat.once('exit', resolve));
      socat.kill('SIGKILL');
      await ended;
    }
    if (lstatSync(this.path, { throwIfNoEntry: false })?.isSymbolicLink()) rmSync(this.path, { force: true });
  }
}
