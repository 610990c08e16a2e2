import { setTimeout as sleep } from 'node:timers/promises';
import type { PenTrace } from './pen-trace';
import type { PtyLine } from './pty-line';

/** A tablet that sends packets of a trace down its cable; the families differ in what has to happen before. */
abstract class SerialTablet {
  /** Everything the host sent, as text. */
  heard = '';
  /** The rate the host has opened the port with: at another one it hears noise. A pseudo terminal has no rate of its own. */
  hostRate: number;

  constructor(
    protected readonly line: Pick<PtyLine, 'onData' | 'write'>,
    protected readonly rate: number,
  ) {
    this.hostRate = rate;
    line.onData((chunk) => {
      if (this.hostRate !== this.rate) return;
      for (const byte of chunk) this.hear(String.fromCharCode(byte));
    });
  }

  protected abstract readonly streaming: boolean;

  protected hear(letter: string): void {
    this.heard += letter;
  }

  protected say(bytes: readonly number[] | string): void {
    this.line.write(typeof bytes === 'string' ? Buffer.from(bytes, 'latin1') : Uint8Array.from(bytes));
  }

  garbage(bytes: Uint8Array): void {
    this.line.write(bytes);
  }

  /** Resolves with the number of packets that were sent, from the moment the tablet was told to. */
  async play(trace: PenTrace, { from = 0, to = trace.reports.length } = {}): Promise<number> {
    let sent = 0;
    while (!this.streaming) await sleep(5);
    for (const [index, { bytes }] of trace.reports.slice(from, to).entries()) {
      this.line.write(bytes);
      sent++;
      if (index % 32 === 31) await sleep(0);
    }
    return sent;
  }
}

/** A Topaz pad: streams whenever a pen is near, says nothing else. */
export class TopazEmulator extends SerialTablet {
  protected readonly streaming = true;
}

/** The pen of a tablet computer: `*` is answered in eleven bytes, `1` starts, `0` stops. */
export class Isdv4Emulator extends SerialTablet {
  protected streaming = true; // as the last program left it

  protected override hear(letter: string): void {
    super.hear(letter);
    if (letter === '0') this.streaming = false;
    if (letter === '1') this.streaming = true;
    // 24576 x 18432, pressure 127, version 113, as the log of a real one says
    if (letter === '*') this.say([0xc0, 0x30, 0, 0x24, 0, 0x7f, 0, 0, 0, 0, 113]);
  }

  /** A finger on the panel, in packets of `length` bytes. */
  touch(length: 5 | 7 | 13): void {
    this.say([0x91, ...Array.from({ length: length - 1 }, (_, index) => (index * 17) % 128)]);
  }
}

/** A Digitizer II: text commands, a line each; packets after `ST`. */
export class WacomIvEmulator extends SerialTablet {
  protected streaming = true;
  private command = '';

  constructor(
    line: Pick<PtyLine, 'onData' | 'write'>,
    rate: number,
    private readonly model = 'UD-0608-R00,V1.4-3',
  ) {
    super(line, rate);
  }

  protected override hear(letter: string): void {
    super.hear(letter);
    this.command += letter;
    if (letter === '#' && this.command.endsWith('~#')) this.say(`~#${this.model}\r`);
    else if (letter !== '\r' && letter !== '#') return;
    else if (this.command === '~R\r') this.say('~RE202C900,002,02,1270,1270\r');
    else if (this.command === '~C\r') this.say('~C10160,07620\r');
    else if (this.command === 'ST\r') this.streaming = true;
    else if (this.command === 'SP\r') this.streaming = false;
    this.command = '';
  }
}
