import { setTimeout as sleep } from 'node:timers/promises';
import { parentPort } from 'node:worker_threads';
import { readPenTrace } from '../virtual-pad/pen-trace';
import { STU_MODELS } from '../virtual-pad/stu-models';
import { StuUhidPad } from './stu-uhid-pad';

/** A pad in a thread of its own: its pen goes on while the thread that listens is blocked. */
export interface PadOrder {
  readonly perSecond: number;
  readonly count: number;
}
export interface PadStreamed {
  readonly sent: number;
  readonly tookMs: number;
}

const CLEAR_SCREEN = 0x20;

async function serve(): Promise<void> {
  const trace = readPenTrace('fixtures/pen-traces/wacom/stu-540/cross.ndjson');
  const pad = new StuUhidPad(STU_MODELS['wacom-stu-540']);
  await pad.plug();
  parentPort?.on('message', async (order: PadOrder | 'pull') => {
    if (order === 'pull') {
      await pad.pull();
      parentPort?.close();
      return;
    }
    // wiped for the act: the host listens
    while (pad.heard.at(-1)?.[0] !== CLEAR_SCREEN) await sleep(5);
    pad.heard.splice(0);
    parentPort?.postMessage((await pad.stream(trace, order.perSecond, order.count)) satisfies PadStreamed);
  });
}

await serve();
