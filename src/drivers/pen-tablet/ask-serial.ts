import { err, ok, type Result } from '../../core/base';
import type { Transport } from '../transport';

/** A serial tablet answers within this time, a wireless line later by its own latency. */
const ANSWER_MS = 1000;

/** Sends a question and reads until `read` has the answer. DEVICE_NO_ANSWER, DEVICE_LOST. */
export async function askSerial<T>(
  transport: Transport,
  question: Uint8Array,
  read: (chunk: Uint8Array) => T | undefined,
): Promise<Result<T>> {
  let settle: (outcome: Result<T>) => void = () => undefined;
  const answer = new Promise<Result<T>>((resolve) => {
    settle = resolve;
  });
  const stopData = transport.onData((chunk) => {
    const found = read(chunk);
    if (found !== undefined) settle(ok(found));
  });
  const stopEnd = transport.onEnd(() => settle(err('DEVICE_LOST')));
  const timer = setTimeout(() => settle(err('DEVICE_NO_ANSWER')), ANSWER_MS + (transport.latencyMs ?? 0));
  const sent = await transport.write(question);
  const outcome = sent.ok ? await answer : sent;
  clearTimeout(timer);
  stopData();
  stopEnd();
  return outcome;
}
