import { describe, expect, it } from 'vitest';
import type { Health, TaskView, WorklistItem } from '../../contracts/ipc';
import { findTasks } from './find-tasks';
import { healthLines } from './health-lines';
import { chosenSigner, isComplete, nextSigner } from './signer-draft';

const HEALTH: Health = {
  pad: { state: 'ready' },
  fingerPad: { state: 'ready' },
  patientScreen: 'present',
  server: 'reachable',
  timeSource: 'trusted',
  queue: 0,
  disk: 'ok',
  pointerAllowed: false,
};
const lines = (health: Partial<Health>) => healthLines({ health: { ...HEALTH, ...health }, layout: 'two-screens' });
const line = (id: string, health: Partial<Health>) => lines(health).find((one) => one.id === id);

describe('health lines', () => {
  it('are six quiet lines when all is well', () => {
    expect(lines({}).map(({ level }) => level)).toEqual(['ok', 'ok', 'ok', 'ok', 'ok', 'ok']);
  });

  it('tell a lost pad from an absent one, and an allowed pointer from both', () => {
    expect(line('pad', { pad: { state: 'absent' } })?.level).toBe('warning');
    expect(line('pad', { pad: { state: 'lost' } })?.level).toBe('danger');
    expect(line('pad', { pad: { state: 'absent' }, pointerAllowed: true })?.word).toBe('health.state.pointer');
    expect(line('pad', { pad: { state: 'lost' }, pointerAllowed: true })?.level).toBe('danger');
  });

  it('show disk and update only when they matter', () => {
    expect(line('disk', {})).toBeUndefined();
    expect(line('disk', { disk: 'low' })?.level).toBe('warning');
    expect(line('update', { update: 'waiting' })?.level).toBe('idle');
    expect(line('update', { update: 'failed' })?.level).toBe('warning');
  });
});

const ITEMS = [
  { bed: '3床', patientName: '王建国', visitId: 'ZY001', formTitle: '手术知情同意书' },
  { bed: '13床', patientName: '李秀兰', visitId: 'ZY003', formTitle: '输血同意书' },
] as unknown as WorklistItem[];

describe('search', () => {
  it('finds by bed, name, wristband and part of a name', () => {
    const beds = (query: string) => findTasks(ITEMS, query).map(({ bed }) => bed);
    expect(beds('')).toEqual(['3床', '13床']);
    expect(beds('3')).toEqual(['3床']);
    expect(beds('3床')).toEqual(['3床']);
    expect(beds('秀')).toEqual(['13床']);
    expect(beds(' zy003 ')).toEqual(['13床']);
    expect(beds('ＺＹ００１')).toEqual(['3床']);
    expect(beds('nobody')).toEqual([]);
  });
});

describe('signers', () => {
  it('come in the order of the form', () => {
    const signers = [
      { slot: 0, state: 'sealed' },
      { slot: 1, state: 'confirmed' },
      { slot: 2, state: 'waiting' },
    ];
    expect(nextSigner({ signers } as unknown as TaskView)?.slot).toBe(2);
  });

  it('need a relation only where the capacity asks for one', () => {
    expect(isComplete({ capacity: 'patient', name: '王建国', relation: undefined })).toBe(true);
    expect(isComplete({ capacity: 'close-relative', name: '王晓梅', relation: undefined })).toBe(false);
    expect(isComplete({ capacity: 'witness', name: ' ', relation: undefined })).toBe(false);
    expect(chosenSigner(1, { capacity: 'witness', name: ' 丁一 ', relation: '30' })).toEqual({
      slot: 1,
      capacity: 'witness',
      name: '丁一',
    });
  });
});
