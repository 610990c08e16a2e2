import { expect, it } from 'vitest';
import { chooseDisplays, type DisplayFacts } from './display-choice';
import { displayViews } from './display-views';

const display = (id: number, x: number, y: number, label = ''): DisplayFacts => ({
  ...{ id, label, internal: false },
  bounds: { x, y, width: 1000, height: 800 },
});
const told = (all: readonly DisplayFacts[], primary: number): string[] => {
  const choice = chooseDisplays(all, primary, { penDisplays: ['DTU-1141'] });
  return displayViews(all, primary, choice as NonNullable<typeof choice>, ['DTU-1141']).map(
    ({ number, id, roles, mayBePatient }) => `${number} id${id} ${roles.join('+')}${mayBePatient ? '' : ' never'}`,
  );
};

it.each([
  ['one alone', [display(7, 0, 0)], 7, ['1 id7 bench never']],
  ['from the left', [display(2, 1000, 0), display(1, 0, 0)], 1, ['1 id1 bench', '2 id2 patient']],
  [
    'a pen display left of the bench, one above the other on the right',
    [display(1, 0, 0), display(2, -1000, 0, 'Wacom DTU1141'), display(3, 1000, 0), display(4, 1000, -800)],
    1,
    ['1 id2 patient+pen', '2 id1 bench', '3 id4 ', '4 id3 '],
  ],
  ['mirrors', [display(1, 0, 0), display(2, 0, 0)], 1, ['1 id1 bench+mirror never', '2 id2 mirror never']],
] as const)('%s', (_, all, primary, expected) => {
  expect(told(all, primary)).toEqual(expected);
});
