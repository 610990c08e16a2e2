import { expect, it } from 'vitest';
import { judgeProgram } from './judge-program';

const judged = (flavour: 'product' | 'development' | 'e2e', mark: unknown, electron = '45.0.0') => {
  const { kind, runtime } = judgeProgram({ flavour, mark, electron, pinned: '45.0.0' });
  return `${kind} ${runtime.is}`;
};

it.each([
  ['product', { build: 'official', runtime: 'official' }, 'official official'],
  ['product', { build: 'official', runtime: 'override' }, 'official version'],
  ['product', { build: 'test', runtime: 'official' }, 'test official'],
  ['development', { build: 'official', runtime: 'official' }, 'test official'],
  ['e2e', { build: 'official', runtime: 'test' }, 'test version'],
  ['product', {}, 'source version'],
  ['product', undefined, 'source version'],
  ['product', 'official', 'source version'],
] as const)('%s, marked %j: %s', (flavour, mark, expected) => {
  expect(judged(flavour, mark)).toBe(expected);
});

it('a runtime of another version is another one, whoever made it', () => {
  expect(judged('product', { build: 'official', runtime: 'official' }, '45.0.1')).toBe('official other');
});
