import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import { followPower } from './power';

function bed() {
  const source = new EventEmitter();
  const told: string[] = [];
  const kiosk = { suspend: () => void told.push('suspend'), resume: () => void told.push('resume') };
  const stop = followPower(source, kiosk, () => undefined);
  const heardOf = (...events: string[]): string => {
    for (const event of events) source.emit(event);
    return told.splice(0).join(' ');
  };
  return { heardOf, stop };
}

describe('power', () => {
  it('a sleep and a lock are each told once, and the end of both when neither is left', () => {
    const { heardOf, stop } = bed();
    expect(heardOf('suspend')).toBe('suspend');
    expect(heardOf('resume')).toBe('resume');
    expect(heardOf('lock-screen', 'suspend')).toBe('suspend');
    expect(heardOf('resume')).toBe('');
    expect(heardOf('unlock-screen')).toBe('resume');
    stop();
    expect(heardOf('suspend', 'resume')).toBe('');
  });

  it('a sleep that was not announced is known by its end', () => {
    expect(bed().heardOf('resume')).toBe('resume');
  });
});
