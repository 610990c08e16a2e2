import { describe, expect, it } from 'vitest';
import { SignInThrottle } from './throttle';

const MINUTE = 60_000;
const tryTimes = (
  throttle: SignInThrottle,
  count: number,
  name: (n: number) => string,
  address: (n: number) => string,
) => Array.from({ length: count }, (_, n) => throttle.begin(name(n), address(n), 1000));

describe('throttle of signing in', () => {
  it('answers five tries of a name from an address, then says how long to wait', () => {
    const throttle = new SignInThrottle();
    expect([0, 1, 2, 3, 4].map((n) => throttle.begin('li', 'a', n * MINUTE))).toEqual([0, 0, 0, 0, 0]);
    expect(throttle.begin('li', 'a', 5 * MINUTE)).toBe(10 * MINUTE);
    expect(throttle.begin('li', 'b', 5 * MINUTE)).toBe(0);
    expect(throttle.begin('wang', 'a', 5 * MINUTE)).toBe(0);
    expect(throttle.begin('li', 'a', 15 * MINUTE)).toBe(0);
    expect(throttle.begin('li', 'a', 15 * MINUTE)).toBe(MINUTE);
  });

  it('stops an address that tries many names, and a name that is tried from many addresses', () => {
    const fixed = (text: string) => () => text;
    const names = tryTimes(new SignInThrottle(), 31, (n) => `n${n}`, fixed('a'));
    expect(names.map((wait) => wait === 0).lastIndexOf(true)).toBe(29);
    const addresses = tryTimes(new SignInThrottle(), 101, fixed('li'), (n) => `a${n}`);
    expect(addresses.map((wait) => wait === 0).lastIndexOf(true)).toBe(99);
  });

  it('counts tries that run at the same time before they are judged, and forgets them with the right password', () => {
    const throttle = new SignInThrottle();
    for (let n = 0; n < 40; n++) {
      expect(throttle.begin('li', 'a', 1000)).toBe(0);
      throttle.succeeded('li', 'a', 1000);
    }
    expect(
      tryTimes(
        throttle,
        6,
        () => 'li',
        () => 'a',
      ).at(-1),
    ).toBeGreaterThan(0);
  });

  it('keeps no more than it can hold', () => {
    const throttle = new SignInThrottle();
    for (let n = 0; n < 3600; n++) throttle.begin(`n${n}`, `a${n}`, 1000);
    expect(throttle.begin('n3599', 'a3599', 1000)).toBe(0);
    expect((throttle as unknown as { tries: Map<string, unknown> }).tries.size).toBeLessThanOrEqual(10_000);
  });
});
