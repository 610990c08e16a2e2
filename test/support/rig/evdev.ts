import { execFileSync } from 'node:child_process';
import { closeSync, constants, openSync, readdirSync, readFileSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { PenRange } from '../../../src/drivers/device';

/** linux/input-event-codes.h. */
const EV = { syn: 0, key: 1, abs: 3 } as const;
const SYN_REPORT = 0;
const SYN_DROPPED = 3;
const BTN = { toolPen: 0x140, toolRubber: 0x141, touch: 0x14a } as const;
const ABS = { x: 0, y: 1, pressure: 24 } as const;
/** struct input_event on a 64 bit machine: two words of time, type, code, value. */
const EVENT_SIZE = 24;
const LOOK_MS = 50;
const PATIENCE_MS = 10_000;
const SYSFS = '/sys/class/input';

/** What the kernel's own driver makes of a pen, as every application of the system gets it. */
export interface KernelPen {
  readonly near: boolean;
  readonly touch: boolean;
  readonly x: number;
  readonly y: number;
  readonly pressure: number;
}

/** EVIOCGABS and EVIOCSABS: tells each axis and takes the smoothing (fuzz) away. Node has no ioctl, perl is in every Debian. */
const PLAIN_AXES = `
open(my $device, "+<", $ARGV[0]) or die $!;
for my $axis (0, 1, 24) {
  my $info = "\\0" x 24;
  ioctl($device, 0x80184540 + $axis, $info) or die $!;
  my @field = unpack("l6", $info);
  print "$field[2] $field[5] ";
  $field[3] = 0;
  ioctl($device, 0x401845c0 + $axis, pack("l6", @field)) or die $!;
}`;

/** The pen's node of a device; what it tells is read without waiting. */
export class Evdev {
  private readonly file: number;
  private readonly keys = new Set<number>();
  private readonly axes = new Map<number, number>();

  private constructor(readonly path: string) {
    this.file = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  }

  /** Waits until a driver has taken the device with this serial number and made a pen of it. */
  static async of(serial: string): Promise<Evdev> {
    for (let waited = 0; waited < PATIENCE_MS; waited += LOOK_MS) {
      const node = readdirSync(SYSFS).find((name) => name.startsWith('event') && isPenOf(join(SYSFS, name), serial));
      if (node !== undefined) return new Evdev(`/dev/input/${node}`);
      await sleep(LOOK_MS);
    }
    throw new Error(`no driver made a pen of ${serial}`);
  }

  /** What the driver says of its axes; from here on places and pressures come as it decoded them, not smoothed. */
  plainAxes(): PenRange {
    const told = execFileSync('perl', ['-e', PLAIN_AXES, this.path], { encoding: 'utf8' });
    const [xMax = 0, unitsPerMm = 0, yMax = 0, , pressureMax = 0] = told.trim().split(' ').map(Number);
    return { xMax, yMax, pressureMax, unitsPerInch: unitsPerMm * 25.4 };
  }

  /** The pen after each report that changed it. */
  read(): KernelPen[] {
    const states: KernelPen[] = [];
    const events = Buffer.alloc(EVENT_SIZE * 64);
    for (let size = this.fill(events); size > 0; size = this.fill(events))
      for (let at = 0; at < size; at += EVENT_SIZE) this.take(events.subarray(at, at + EVENT_SIZE), states);
    return states;
  }

  close(): void {
    closeSync(this.file);
  }

  private fill(events: Buffer): number {
    try {
      return readSync(this.file, events);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EAGAIN') return 0;
      throw error;
    }
  }

  private take(event: Buffer, states: KernelPen[]): void {
    const code = event.readUInt16LE(18);
    const value = event.readInt32LE(20);
    switch (event.readUInt16LE(16)) {
      case EV.key:
        if (value === 0) this.keys.delete(code);
        else this.keys.add(code);
        break;
      case EV.abs:
        this.axes.set(code, value);
        break;
      case EV.syn:
        if (code === SYN_DROPPED) throw new Error('the kernel dropped events');
        if (code === SYN_REPORT) states.push(this.state());
        break;
    }
  }

  private state(): KernelPen {
    const axis = (code: number): number => this.axes.get(code) ?? 0;
    return {
      near: this.keys.has(BTN.toolPen) || this.keys.has(BTN.toolRubber),
      touch: this.keys.has(BTN.touch),
      x: axis(ABS.x),
      y: axis(ABS.y),
      pressure: axis(ABS.pressure),
    };
  }
}

function isPenOf(folder: string, serial: string): boolean {
  const told = (name: string): string => {
    try {
      return readFileSync(join(folder, 'device', name), 'utf8').trim();
    } catch {
      return '';
    }
  };
  return told('uniq') === serial && hasBit(told('capabilities/key'), BTN.toolPen);
}

/** Words of 64 bits in hexadecimal, the highest first. */
const hasBit = (words: string, bit: number): boolean => {
  const word = words.split(' ').at(-1 - Math.floor(bit / 64));
  return word !== undefined && word !== '' && ((BigInt(`0x${word}`) >> BigInt(bit % 64)) & 1n) === 1n;
};
