import { readdirSync, readlinkSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { DisplayMessage, PadPicture } from '../../../../src/contracts/ipc';
import { type CaptureStatistics, captureStatistics, type PenSample } from '../../../../src/core/ink';
import { createDeviceHost } from '../../../../src/main/device-host';
import { HostProbe } from '../../host-probe';
import { type PenTrace, readPenTrace } from '../../virtual-pad/pen-trace';
import { STU_MODELS } from '../../virtual-pad/stu-models';
import type { Scenario } from '../guest';
import { StuUhidPad } from '../stu-uhid-pad';
import { UhidDevice } from '../uhid';

const TRACE = 'fixtures/pen-traces/wacom/stu-430/single-stroke.ndjson';
const MODEL = STU_MODELS['wacom-stu-430'];
const { screenWidth: WIDTH, screenHeight: HEIGHT } = MODEL;
const PER_SECOND = 200;
/** Wiping the screen, the first report of every act, and the last of an image. */
const CLEAR_SCREEN = 0x20;

/** Noise that does not pack well, so that the upload takes many reports. */
function picture(): PadPicture {
  let seed = 42;
  const pixels = new Uint8Array(WIDTH * HEIGHT * 4);
  for (let at = 0; at < pixels.length; at += 4) {
    seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31;
    pixels.fill(seed % 7 < 3 ? 0 : 255, at, at + 4);
  }
  return { width: WIDTH, height: HEIGHT, pixels, ink: { x: 0, y: 0, width: WIDTH, height: HEIGHT }, taps: [] };
}

/** Pixels of the pad's screen that are not those of the picture. */
const wrongPixels = (pad: StuUhidPad, { pixels }: PadPicture): number =>
  pad.screen.rows.flat().filter((colour, at) => colour !== (pixels[at * 4] === 0 ? '000000' : 'ffffff')).length;

async function until(passes: () => boolean): Promise<void> {
  while (!passes()) await sleep(5);
}

/** Hidraw handles that this process holds. */
const handles = (): string[] =>
  readdirSync('/proc/self/fd').flatMap((fd) => {
    try {
      const target = readlinkSync(`/proc/self/fd/${fd}`);
      return target.startsWith('/dev/hidraw') ? [target] : [];
    } catch {
      return [];
    }
  });

/** A device host, what it told, and a pad that is being written on. */
class Bench {
  readonly host = createDeviceHost({ serialPorts: [] }, { retryMs: 100 });
  readonly probe = new HostProbe(this.host);
  readonly display: DisplayMessage[] = [];

  constructor() {
    this.host.send({ type: 'display-port', port: { postMessage: (message) => this.display.push(message) } });
  }

  samples = (from = 0): PenSample[] =>
    this.probe.events.slice(from).flatMap((event) => (event.type === 'report' && event.sample ? [event.sample] : []));

  /** Begins an act; resolves when the pad has been wiped for it. */
  async startInk(pad: StuUhidPad): Promise<number> {
    const from = this.probe.events.length;
    const wipes = (): number => pad.heard.filter(([id]) => id === CLEAR_SCREEN).length;
    const before = wipes();
    this.host.send({ type: 'start-ink' });
    await until(() => wipes() > before);
    await this.drawn(from);
    return from;
  }

  /** The pad has drawn what it was drawing. */
  drawn = (from: number): Promise<unknown> =>
    this.probe.until((event) => event.type === 'pad-busy' && !event.busy, from);

  /** So many reports of the trace, and what came of them. */
  async write(
    pad: StuUhidPad,
    trace: PenTrace,
    count: number,
  ): Promise<{ sent: number; received: number; lost: number }> {
    const from = this.probe.events.length;
    await pad.stream(trace, PER_SECOND, count);
    await this.heard(from, count);
    return { sent: count, received: this.samples(from).length, lost: this.statistics(this.samples(from)).lost ?? -1 };
  }

  /** So many samples have come, or will not. */
  async heard(from: number, count: number): Promise<void> {
    for (let time = 0; time < 200 && this.samples(from).length < count; time++) await sleep(10);
  }

  statistics(samples: readonly PenSample[]): CaptureStatistics {
    const device = this.probe.of('pad').findLast((event) => event.device !== undefined)?.device;
    if (device === undefined) throw new Error('no device was ready');
    return captureStatistics({ device, samples, reports: [] });
  }
}

/** One pad through a day: armed, written on, drawn on, reset, pulled in a stroke, plugged in, put to sleep with the computer. */
async function stuPad(): Promise<unknown> {
  const trace = readPenTrace(TRACE);
  const bench = new Bench();
  const { host, probe } = bench;
  await probe.padIs('absent');
  const pad = new StuUhidPad(MODEL);
  await pad.plug();
  const ready = await probe.padIs('ready');
  const armed = pad.mode;
  await bench.startInk(pad);
  const written = await bench.write(pad, trace, 150);

  let from = probe.events.length;
  const image = picture();
  host.send({ type: 'pad-picture', picture: image });
  await bench.drawn(from);
  const uploaded = { wrong: wrongPixels(pad, image), bytes: pad.screen.commits.at(-1)?.bytes };

  from = probe.events.length;
  pad.reset();
  const plain = { mode: pad.mode };
  await pad.stream(trace, PER_SECOND, 4);
  await bench.drawn(from);
  await until(() => pad.screen.commits.length > 0);
  await bench.drawn(from);
  const rearmed = { from: plain.mode, mode: pad.mode, wrong: wrongPixels(pad, image) };
  const afterReset = await bench.write(pad, trace, 60);

  // the pen is on the surface in the middle of the trace
  from = probe.events.length;
  await pad.stream(trace, PER_SECOND, 120);
  await bench.heard(from, 120);
  await pad.pull();
  const gone = await probe.padIs('lost', from);
  const cut = { sent: 120, received: bench.samples(from).length, tip: bench.samples(from).at(-1)?.tipSwitch };
  await sleep(20);
  const strokeEnds = bench.display.findLast(({ kind }) => kind === 'points');

  from = probe.events.length;
  await pad.plug();
  await probe.padIs('ready', from);
  const again = { mode: pad.mode, handles: handles().length, invented: bench.samples(from).length };
  await bench.startInk(pad);
  const afterReplug = await bench.write(pad, trace, 60);

  from = probe.events.length;
  await pad.stream(trace, PER_SECOND, 120);
  host.send({ type: 'suspend' });
  const asleep = await probe.padIs('lost', from);
  const inSleep = { code: 'code' in asleep ? asleep.code : undefined, handles: handles().length, mode: pad.mode };
  await pad.pull();
  await pad.plug();
  host.send({ type: 'resume' });
  await probe.padIs('ready', from);
  const awake = { mode: pad.mode, handles: handles().length };
  await bench.startInk(pad);
  const afterSleep = await bench.write(pad, trace, 60);
  await host.close();
  await pad.pull();
  return {
    ...{ ready, armed, written, uploaded, rearmed, afterReset, gone, cut, strokeEnds, again, afterReplug },
    ...{ inSleep, awake, afterSleep, states: probe.states('pad'), left: handles().length },
  };
}

/** Reports without sense: cut off ones, which the kernel keeps to itself, encrypted ones that nobody asked for, and a pen anywhere. */
function* garbage(): Generator<Uint8Array> {
  let seed = 7;
  const random = (below: number): number => {
    seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31;
    return (seed >> 8) % below;
  };
  const noise = (id: number, length: number): Uint8Array =>
    Uint8Array.from({ length }, (_, at) => (at === 0 ? id : random(256)));
  for (let n = 0; n < GARBAGE.each; n++) {
    yield noise([0x34, 0x30, 0x01][n % 3] as number, 1 + random(6));
    yield noise(random(256) | 0x80, 1 + random(30));
    yield noise(0x33, 17);
    yield noise(0x31, 21);
    yield noise(0x34, 11);
  }
}
const GARBAGE = { each: 24, kinds: 5 };

/** A stranger's device, two pads at once, one of another model under known ids, and one that sends garbage. */
async function hidCompany(): Promise<unknown> {
  const trace = readPenTrace(TRACE);
  const bench = new Bench();
  const { host, probe } = bench;
  await probe.padIs('absent');
  let asked = 0;
  const stranger = await UhidDevice.plug({
    name: 'Somebody Something',
    serial: 'S1',
    vendorId: 0x1234,
    productId: 0x5678,
    release: 1,
    reportDescriptor: Buffer.from(
      '0600ff0901a101850209011500 26ff00 7508 9509 8102 0902 9501 b102 c0'.replaceAll(' ', ''),
      'hex',
    ),
    getFeature: () => void asked++,
    setReport: () => ++asked < 0,
  });
  const impostor = new StuUhidPad({ ...MODEL, name: 'STU-999' });
  await impostor.plug();
  const wrong = await probe.padIs('wrong');
  const strange = { asked, handles: handles().length };
  await impostor.pull();

  const from = probe.events.length;
  const first = new StuUhidPad(MODEL);
  const second = new StuUhidPad(STU_MODELS['wacom-stu-540']);
  await first.plug();
  await second.plug();
  await probe.padIs('ready', from);
  const used = first.mode === 3 ? first : second;
  const other = used === first ? second : first;
  const act = await bench.startInk(used);
  await Promise.all([used.stream(trace, PER_SECOND, 100), other.stream(trace, PER_SECOND, 100)]);
  await bench.heard(act, 100);
  const both = { received: bench.samples(act).length, handles: handles().length, unused: other.heard.length };

  const noise = probe.events.length;
  let rubbish = 0;
  for (const report of garbage()) {
    used.sayRaw(report);
    if (++rubbish % 8 === 0) await sleep(5);
  }
  await until(() => bench.samples(noise).length >= GARBAGE.each);
  const heard = probe.events.slice(noise).filter(({ type }) => type === 'report').length;
  const mistaken = bench.statistics(bench.samples(noise));
  const afterNoise = await bench.write(used, trace, 100);
  const all = bench.statistics(bench.samples(noise));
  const noisy = {
    rubbish,
    heard,
    outOfRange: mistaken.outOfRange,
    lost: mistaken.lost,
    samples: all.samples,
    afterNoise,
  };

  const pulled = probe.events.length;
  await used.pull();
  await probe.padIs('ready', pulled);
  const heir = { mode: other.mode, handles: handles().length };
  await host.close();
  await other.pull();
  await stranger.unplug();
  return { wrong, strange, both, noisy, heir, states: probe.states('pad'), left: handles().length };
}

export const stuPadScenarios: Readonly<Record<string, Scenario>> = { 'stu-pad': stuPad, 'hid-company': hidCompany };
