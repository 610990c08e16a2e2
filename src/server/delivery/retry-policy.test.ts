import { describe, expect, it } from 'vitest';
import { nextAttemptMs } from './retry-policy';
import { allowedTarget } from './target';

describe('delivery policy', () => {
  it('waits longer each time, then steadily, and gives up after three days', () => {
    const waits = Array.from({ length: 12 }, (_, index) => (nextAttemptMs(index + 1, 0, 1000, 0) ?? 0) - 1000);
    expect(waits).toEqual([...waits].sort((a, b) => a - b));
    expect(waits[0]).toBe(1000);
    expect(waits.at(-1)).toBe(1_800_000);
    expect(nextAttemptMs(5, 0, 1000, 1)).toBe(1000 + 36_000);
    expect(nextAttemptMs(100, 0, 73 * 3_600_000, 0)).toBeUndefined();
  });
  it.each([
    ['https://his.example/hook', true],
    ['http://127.0.0.1:9000/hook', true],
    ['http://localhost/hook', true],
    ['http://[::1]:1/', true],
    ['http://10.0.0.5/hook', false],
    ['https://user:pass@his.example/', false],
    ['ftp://127.0.0.1/', false],
    ['http://127.0.0.1.example/', false],
    ['nonsense', false],
  ])('%s may be a target: %s', (url, allowed) => expect(allowedTarget(url)).toBe(allowed));
});
