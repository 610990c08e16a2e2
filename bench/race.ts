import { median } from './figure';

/** Milliseconds of one piece of work. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

type Lanes<K extends string> = Readonly<Record<K, () => Promise<number>>>;

/** Lanes take turns, so that a noisy minute hurts everybody alike; the first turn does not count. */
export async function race<K extends string>(lanes: Lanes<K>, turns: number): Promise<Record<K, number>> {
  const times = new Map<K, number[]>();
  for (let turn = 0; turn <= turns; turn++)
    for (const lane of Object.keys(lanes) as K[]) {
      const ms = await lanes[lane]();
      if (turn > 0) times.set(lane, [...(times.get(lane) ?? []), ms]);
    }
  return Object.fromEntries([...times].map(([lane, all]) => [lane, median(all)])) as Record<K, number>;
}
