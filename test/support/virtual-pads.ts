import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { Ef01Emulator } from './virtual-pad/ef01-emulator';
import { readPgm } from './virtual-pad/grey-image';
import { readPenTrace } from './virtual-pad/pen-trace';
import { PtyLine } from './virtual-pad/pty-line';
import { StuEmulator } from './virtual-pad/stu-emulator';
import { STU_MODELS } from './virtual-pad/stu-models';
import type { PlayOptions } from './virtual-pad/stu-pad';

export interface VirtualPadOptions {
  /** An existing or new folder; the two ports appear in it as links. */
  readonly dir: string;
  /** A trace of fixtures/pen-traces; default three-characters. */
  readonly penTrace?: string;
  /** A PGM of fixtures/fingers; default good. */
  readonly fingerImage?: string;
  readonly model?: keyof typeof STU_MODELS;
}

export interface VirtualPads {
  readonly penPath: string;
  readonly fingerPath: string;
  /** Value for INKWITNESS_SERIAL. */
  readonly serial: string;
  readonly pen: StuEmulator;
  readonly finger: Ef01Emulator;
  /** Resolves when the last report was sent, with their number. */
  playSignature(options?: PlayOptions & { readonly trace?: string }): Promise<number>;
  /** Resolves when the image was uploaded and the finger lifted. */
  pressFinger(image?: string): Promise<void>;
  unplugPen(): Promise<void>;
  replugPen(): Promise<void>;
  unplugFinger(): Promise<void>;
  replugFinger(): Promise<void>;
  close(): Promise<void>;
}

const TRACE = 'fixtures/pen-traces/wacom/stu-540/three-characters.ndjson';
const FINGER = 'fixtures/fingers/good.pgm';

/** A signing pad and a fingerprint module on pseudo terminals; needs socat. Fixture paths are relative to the working folder. */
export async function startVirtualPads(options: VirtualPadOptions): Promise<VirtualPads> {
  const model = options.model ?? 'wacom-stu-540';
  mkdirSync(options.dir, { recursive: true });
  const penLine = new PtyLine(join(options.dir, 'pen'));
  const fingerLine = new PtyLine(join(options.dir, 'finger'));
  const pen = new StuEmulator(penLine, STU_MODELS[model]);
  const finger = new Ef01Emulator(fingerLine);
  await Promise.all([penLine.plug(), fingerLine.plug()]);
  return {
    penPath: penLine.path,
    fingerPath: fingerLine.path,
    serial: `${penLine.path}=${model},${fingerLine.path}=ef01-zfm-20`,
    pen,
    finger,
    playSignature: ({ trace = options.penTrace ?? TRACE, ...play } = {}) => pen.play(readPenTrace(trace), play),
    pressFinger: (image = options.fingerImage ?? FINGER) => finger.press(readPgm(image)),
    unplugPen: () => penLine.unplug(),
    async replugPen() {
      pen.reset();
      await penLine.plug();
    },
    unplugFinger: () => fingerLine.unplug(),
    replugFinger: () => fingerLine.plug(),
    async close() {
      finger.lift();
      await Promise.all([penLine.unplug(), fingerLine.unplug()]);
    },
  };
}

/** One command a line on stdin: sign [trace], press [image], unplug, replug, quit. One JSON object a line on stdout. */
async function runCommandLine(): Promise<void> {
  const { values } = parseArgs({
    options: {
      dir: { type: 'string' },
      'pen-trace': { type: 'string' },
      'finger-image': { type: 'string' },
      model: { type: 'string' },
    },
  });
  if (values.dir === undefined)
    throw new Error('usage: virtual-pads --dir FOLDER [--pen-trace F] [--finger-image F] [--model ID]');
  const pads = await startVirtualPads({
    dir: values.dir,
    ...(values['pen-trace'] ? { penTrace: values['pen-trace'] } : {}),
    ...(values['finger-image'] ? { fingerImage: values['finger-image'] } : {}),
    ...(values.model ? { model: values.model as keyof typeof STU_MODELS } : {}),
  });
  const say = (line: object): unknown => process.stdout.write(`${JSON.stringify(line)}\n`);
  say({ ready: true, serial: pads.serial, penPath: pads.penPath, fingerPath: pads.fingerPath });
  const end = async (): Promise<void> => {
    await pads.close();
    process.exit(0);
  };
  process.once('SIGTERM', end);
  process.once('SIGINT', end);
  for await (const line of createInterface({ input: process.stdin })) {
    const [command, argument] = line.trim().split(/\s+/);
    if (command === 'sign') say({ signed: await pads.playSignature(argument ? { trace: argument } : {}) });
    else if (command === 'press') {
      await pads.pressFinger(argument);
      say({ pressed: true });
    } else if (command === 'unplug') {
      await pads.unplugPen();
      say({ unplugged: true });
    } else if (command === 'replug') {
      await pads.replugPen();
      say({ replugged: true });
    } else if (command === 'quit') break;
    else say({ unknown: command });
  }
  await end();
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) await runCommandLine();
