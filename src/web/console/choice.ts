import type { StationCondition, StationFinding, StationOverview } from '../../contracts/api';

export const CONDITIONS: readonly StationCondition[] = ['attention', 'silent', 'never', 'ok'];

/** What somebody wants to see. `worst` is the order in which the server answers. */
export interface Choice {
  readonly condition: StationCondition | undefined;
  readonly cause: StationFinding | undefined;
  readonly text: string;
  readonly sort: string;
  readonly descending: boolean;
}
export const EVERYTHING: Choice = {
  condition: undefined,
  cause: undefined,
  text: '',
  sort: 'worst',
  descending: false,
};

/** What a column or an order compares. */
export type OrderOf = (station: StationOverview) => string | number;

const matches = ({ name, ward, id, status }: StationOverview, text: string): boolean =>
  text
    .toLowerCase()
    .split(/\s+/)
    .every((word) => [name, ward, id, status?.version ?? ''].some((value) => value.toLowerCase().includes(word)));

const byValue = (one: string | number, other: string | number): number =>
  typeof one === 'number' && typeof other === 'number'
    ? one - other
    : String(one).localeCompare(String(other), 'zh-CN', { numeric: true });

/** The stations of a choice, in its order; equal ones stay worst first. */
export function chosen(
  stations: readonly StationOverview[],
  { condition, cause, text, descending }: Choice,
  orderOf: OrderOf | undefined,
): StationOverview[] {
  const found = stations.filter(
    (station) =>
      (condition === undefined || station.condition === condition) &&
      (cause === undefined || station.findings.includes(cause)) &&
      matches(station, text.trim()),
  );
  if (orderOf === undefined) return descending ? found.reverse() : found;
  const sign = descending ? -1 : 1;
  return found.sort((one, other) => sign * byValue(orderOf(one), orderOf(other)));
}

export interface Ward {
  readonly name: string;
  readonly stations: readonly StationOverview[];
}

/** By ward, in the order in which the wards' first stations come. */
export function byWard(stations: readonly StationOverview[]): Ward[] {
  const wards = new Map<string, StationOverview[]>();
  for (const station of stations) wards.set(station.ward, [...(wards.get(station.ward) ?? []), station]);
  return [...wards].map(([name, inIt]) => ({ name, stations: inIt }));
}

export const countOf = (stations: readonly StationOverview[], condition: StationCondition): number =>
  stations.filter((station) => station.condition === condition).length;

/** Each cause with how many stations have it, the most frequent first; what the four states say already is left out. */
export function causesOf(stations: readonly StationOverview[]): [cause: StationFinding, count: number][] {
  const counts = new Map<StationFinding, number>();
  for (const { findings } of stations)
    for (const finding of findings) if (finding !== 'silent') counts.set(finding, (counts.get(finding) ?? 0) + 1);
  return [...counts].sort(([, one], [, other]) => other - one);
}
