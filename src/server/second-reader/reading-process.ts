// Program of the second reader: a process of its own, so that a hostile file can end nothing but itself.
import { Worker } from 'node:worker_threads';
import { readAgain } from './read-again';
import type { ReadAgain } from './types';

/** Looks at the memory even while a file keeps this thread busy. */
const WATCH = `
  const { workerData } = require('node:worker_threads');
  setInterval(() => { if (process.memoryUsage.rss() > workerData) process.kill(process.pid, 'SIGKILL'); }, 50);`;

const memoryBytes = Number(process.argv[2]);
// without the loader that the tests put before this program
new Worker(WATCH, { eval: true, workerData: memoryBytes, execArgv: [] }).unref();

process.on('disconnect', () => process.exit(0));
process.on('message', (message: { readonly id: number; readonly job: ReadAgain }) => {
  void readAgain(message.job).then((disagreements) => process.send?.({ id: message.id, disagreements }));
});
