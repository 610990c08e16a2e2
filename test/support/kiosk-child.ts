import { parseArgs } from 'node:util';
import type { Clock, Digest, Random } from '../../src/core/base';
import { createKiosk, findCaptionFont, nodeSealingPorts } from '../../src/main/session-runner';
import { nodeClock } from '../../src/platform/node';
import { bench, chooseSigner, inkAndFinger, openForm, patient, readForm, until } from './bedside';
import { recordedDeviceHost } from './recorded-device-host';

/**
 * A kiosk in a process of its own that drives one signer's act and dies by SIGKILL: at the n-th use of a port after the
 * confirmation was asked for (`--die-at n`), or right after a step (`--die-after read|ink|review|confirm|sealed`).
 * Says what it has done, a word a line.
 */
const { values } = parseArgs({
  options: {
    home: { type: 'string' },
    task: { type: 'string' },
    slot: { type: 'string', default: '0' },
    'die-at': { type: 'string' },
    'die-after': { type: 'string' },
  },
});
const die = (): never => {
  process.kill(process.pid, 'SIGKILL');
  throw new Error('unreachable');
};

let isCounting = false;
let uses = 0;
const dieAt = values['die-at'] === undefined ? Number.POSITIVE_INFINITY : Number(values['die-at']);
function used(): void {
  if (isCounting && ++uses === dieAt) die();
}
const clock: Clock = {
  nowMs: () => {
    used();
    return nodeClock.nowMs();
  },
  monotonicUs: () => nodeClock.monotonicUs(),
};

const said = (word: string): void => {
  process.stdout.write(`${word}\n`);
  if (values['die-after'] === word) die();
};

const ports = nodeSealingPorts(findCaptionFont(process.cwd()), clock);
const counted = <T extends Random | Digest>(port: T): T =>
  new Proxy(port, {
    get: (target, name) => {
      used();
      const member = Reflect.get(target, name) as unknown;
      return typeof member === 'function' ? (member as () => unknown).bind(target) : member;
    },
  });

const kiosk = await createKiosk({
  home: values.home as string,
  deviceHost: recordedDeviceHost(),
  version: 'test',
  clock,
  sealingPorts: { ...ports, random: counted(ports.random), digest: counted(ports.digest) },
});
const hand = { sign: async () => undefined, press: async () => undefined };
const slot = Number(values.slot);
await until(kiosk, 'pads', (now) => now.health.pad.state === 'ready' && now.health.fingerPad.state === 'ready');
await openForm(kiosk, values.task as string);
said('open');
await chooseSigner(kiosk, slot);
await readForm(kiosk, slot);
said('read');
await until(kiosk, 'ink', (now) => now.act?.ink.canConfirm === true);
said('ink');
await inkAndFinger(kiosk, hand);
said('review');
isCounting = true;
await patient(kiosk, { name: 'review.confirm', payload: {} });
said('confirm');
await until(kiosk, 'receipt', (now) => now.act?.receipt !== undefined);
said('sealed');
said(`uses ${uses}`);
await bench(kiosk, { name: 'receipt.hand-back', payload: {} });
await kiosk.close();
process.exit(0);
