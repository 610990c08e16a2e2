import { describe, expect, it } from 'vitest';
import type { StationOverview } from '../../contracts/api';
import { byWard, causesOf, chosen, countOf, EVERYTHING } from './choice';

const station = (id: string, ward: string, changes: Partial<StationOverview> = {}): StationOverview => ({
  id,
  name: `床旁${id}`,
  ward,
  condition: 'ok',
  findings: [],
  enrolledAtMs: 1,
  certificateEndsAtMs: null,
  heardAtMs: 1,
  status: null,
  queueSinceMs: null,
  release: null,
  ...changes,
});
/** As the server answers: worst first. */
const ALL = [
  station('9', '骨科', { condition: 'attention', findings: ['disk-full', 'pad-lost'] }),
  station('2', '外科', { condition: 'attention', findings: ['pad-lost'] }),
  station('7', '骨科', { condition: 'silent', findings: ['silent'] }),
  station('10', '外科'),
  station('1', 'ICU-3'),
];
const ids = (stations: readonly StationOverview[]) => stations.map(({ id }) => id);

describe('what the page shows', () => {
  it('is everything, worst first, and can be turned round', () => {
    expect(ids(chosen(ALL, EVERYTHING, undefined))).toEqual(['9', '2', '7', '10', '1']);
    expect(ids(chosen(ALL, { ...EVERYTHING, descending: true }, undefined))).toEqual(['1', '10', '7', '2', '9']);
    expect(ids(ALL)[0]).toBe('9');
  });

  it('is what fits state, cause and every word of the search', () => {
    expect(ids(chosen(ALL, { ...EVERYTHING, condition: 'attention' }, undefined))).toEqual(['9', '2']);
    expect(ids(chosen(ALL, { ...EVERYTHING, cause: 'disk-full' }, undefined))).toEqual(['9']);
    expect(ids(chosen(ALL, { ...EVERYTHING, text: ' icu ' }, undefined))).toEqual(['1']);
    expect(ids(chosen(ALL, { ...EVERYTHING, text: '外科 10' }, undefined))).toEqual(['10']);
    expect(ids(chosen(ALL, { ...EVERYTHING, text: '外科', condition: 'silent' }, undefined))).toEqual([]);
  });

  it('is in the order of a column, figures in names as figures', () => {
    expect(ids(chosen(ALL, EVERYTHING, ({ name }) => name))).toEqual(['1', '2', '7', '9', '10']);
    expect(ids(chosen(ALL, { ...EVERYTHING, descending: true }, ({ id }) => Number(id)))[0]).toBe('10');
  });

  it('is grouped by ward, the worst ward first, and counted', () => {
    expect(byWard(ALL).map(({ name, stations }) => [name, ids(stations).join()])).toEqual([
      ['骨科', '9,7'],
      ['外科', '2,10'],
      ['ICU-3', '1'],
    ]);
    expect(countOf(ALL, 'attention')).toBe(2);
    expect(causesOf(ALL)).toEqual([
      ['pad-lost', 2],
      ['disk-full', 1],
    ]);
  });
});
