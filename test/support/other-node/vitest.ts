import {
  ASYMMETRIC_MATCHERS_OBJECT,
  addCustomEqualityTesters,
  chai,
  customMatchers,
  GLOBAL_EXPECT,
  getState,
  JestAsymmetricMatchers,
  JestChaiExpect,
  JestExtend,
  setState,
} from '@vitest/expect';

/** Stands in for `vitest` where vitest itself cannot start: its own runner and its own assertions, without mocks and snapshots. */
export { afterAll, afterEach, beforeAll, beforeEach, describe, it, test } from '@vitest/runner';

for (const plugin of [JestExtend, JestChaiExpect, JestAsymmetricMatchers]) chai.use(plugin);

const members = globalThis as unknown as Record<string | symbol, object>;
const assertion = (value: unknown, message?: string) => chai.expect(value, message);
export const expect = Object.assign(assertion, chai.expect, members[ASYMMETRIC_MATCHERS_OBJECT], {
  getState: () => getState(expect as never),
  setState: (state: object) => setState(state, expect as never),
  extend: (matchers: object) =>
    (chai.expect as never as { extend: (...args: unknown[]) => void }).extend(expect, matchers),
  addEqualityTesters: addCustomEqualityTesters,
  unreachable: (message?: string) => chai.assert.fail(message ?? 'not to be reached'),
}) as object;
members[GLOBAL_EXPECT] = expect;
setState({ assertionCalls: 0 } as never, expect as never);
(expect as { extend: (matchers: object) => void }).extend(customMatchers);
