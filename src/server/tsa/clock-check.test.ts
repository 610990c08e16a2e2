import { describe, expect, it } from 'vitest';
import { ClockCheck } from './clock-check';

const makeClock = () => {
  const state = { wallMs: 1_800_000_000_000, monotonicMs: 5000 };
  return {
    state,
    clock: { nowMs: () => state.wallMs, monotonicUs: () => state.monotonicMs * 1000 },
    pass(ms: number) {
      state.wallMs += ms;
      state.monotonicMs += ms;
    },
  };
};

describe('clock check', () => {
  it('gives the time while both clocks agree, also under slow correction', () => {
    const { clock, pass, state } = makeClock();
    const check = new ClockCheck(clock);
    for (let i = 0; i < 100; i++) {
      pass(1000);
      state.wallMs += 40;
      expect(check.now()).toEqual({ ok: true, nowMs: state.wallMs });
    }
  });
  it('allows for the correction of many hours between two looks', () => {
    const { clock, pass, state } = makeClock();
    const check = new ClockCheck(clock);
    pass(10 * 3_600_000);
    state.wallMs += 10_000;
    expect(check.now().ok).toBe(true);
  });
  it('never goes back: refuses until the latest time given out has passed', () => {
    const { clock, pass, state } = makeClock();
    const check = new ClockCheck(clock);
    expect(check.now().ok).toBe(true);
    state.wallMs -= 60_000;
    expect(check.now().ok).toBe(false);
    pass(59_000);
    expect(check.now().ok).toBe(false);
    pass(2000);
    expect(check.now().ok).toBe(true);
  });
  it('lets a step forwards settle first', () => {
    const { clock, pass, state } = makeClock();
    const check = new ClockCheck(clock);
    state.wallMs += 3_600_000;
    expect(check.now().ok).toBe(false);
    pass(31_000);
    expect(check.now().ok).toBe(true);
  });
  it('remembers over a restart', () => {
    const { clock, state } = makeClock();
    expect(new ClockCheck(clock, state.wallMs + 1).now().ok).toBe(false);
  });
});
