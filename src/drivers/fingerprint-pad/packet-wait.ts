import { err, ok, type Result } from '../../core/base';
import type { Listeners, Transport } from '../transport';

/** An answer under way: `result` settles once; `cancel` where the question could not be sent. */
export interface PacketWait<T> {
  readonly result: Promise<Result<T>>;
  cancel(): void;
}

/**
 * Waits until `take` makes something of a packet. Every packet begins the silence anew; a wireless line may be silent for
 * longer. DEVICE_NO_ANSWER, DEVICE_LOST.
 */
export function waitForPacket<P, T>(
  transport: Transport,
  packets: Listeners<P>,
  silenceMs: number,
  take: (packet: P) => T | undefined,
): PacketWait<T> {
  let settle: (result: Result<T>) => void = () => undefined;
  const result = new Promise<Result<T>>((resolve) => {
    settle = resolve;
  });
  const finish = (outcome: Result<T>): void => {
    clearTimeout(timer);
    stopPackets();
    stopEnd();
    settle(outcome);
  };
  const silent = (): void => finish(err('DEVICE_NO_ANSWER'));
  const waitMs = silenceMs + (transport.latencyMs ?? 0);
  let timer = setTimeout(silent, waitMs);
  const stopPackets = packets.add((packet) => {
    clearTimeout(timer);
    timer = setTimeout(silent, waitMs);
    const taken = take(packet);
    if (taken !== undefined) finish(ok(taken));
  });
  let stopEnd: () => void = () => undefined;
  stopEnd = transport.onEnd(() => finish(err('DEVICE_LOST')));
  return { result, cancel: () => finish(err('DEVICE_LOST')) };
}
