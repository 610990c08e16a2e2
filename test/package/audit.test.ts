import { describe, expect, it } from 'vitest';
import { judgeAudit } from '../../scripts/audit.mjs';

const report = (high: number, critical: number) =>
  JSON.stringify({
    metadata: { vulnerabilities: { info: 0, low: 2, moderate: 1, high, critical, total: 3 } },
    vulnerabilities: { mild: { name: 'mild', severity: 'moderate' }, bad: { name: 'bad', severity: 'high' } },
  });

describe('known weaknesses of what is shipped', () => {
  it.each([
    ['none that is grave', report(0, 0), 'ok', 'no high'],
    ['a grave one', report(1, 0), 'failing', 'bad (high)'],
    ['a critical one', report(0, 1), 'failing', 'bad (high)'],
    ['a registry that does not know', '{"message": "405 Method Not Allowed", "method": "POST"}', 'skipped', 'no audit'],
    ['no network', '', 'skipped', 'no audit'],
    ['a page of a proxy', '<html>', 'skipped', 'no audit'],
  ])('%s', (_what, text, state, word) => {
    expect(judgeAudit(text)).toMatchObject({ state, word: expect.stringContaining(word) });
  });
});
