import type { DisplayRole, DisplayView } from '../../contracts/ipc';
import { bears, benchBeside, type DisplayChoice, type DisplayFacts, overlaps } from './display-choice';

/** Every display with its number and what it is for, as the choice has it. */
export function displayViews(
  displays: readonly DisplayFacts[],
  primaryId: number,
  { bench, patient }: DisplayChoice,
  penDisplays: readonly string[],
): readonly DisplayView[] {
  const primary = displays.find(({ id }) => id === primaryId) ?? displays[0];
  const rolesOf = (display: DisplayFacts): DisplayRole[] => [
    ...(display.id === bench.id ? (['bench'] as const) : []),
    ...(display.id === patient?.id ? (['patient'] as const) : []),
    ...(penDisplays.some((name) => bears(display.label, name)) ? (['pen'] as const) : []),
    ...(displays.some((other) => other.id !== display.id && overlaps(other, display)) ? (['mirror'] as const) : []),
  ];
  return [...displays]
    .sort((a, b) => a.bounds.x - b.bounds.x || a.bounds.y - b.bounds.y || a.id - b.id)
    .map((display, index) => ({
      id: display.id,
      number: index + 1,
      label: display.label,
      bounds: display.bounds,
      roles: rolesOf(display),
      mayBePatient: primary !== undefined && benchBeside(display, displays, primary) !== undefined,
    }));
}
