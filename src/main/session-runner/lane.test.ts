import { expect, it } from 'vitest';
import { Lane } from './lane';

const aMoment = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

it('runs one thing at a time in the order asked, past one that fails', async () => {
  const lane = new Lane();
  const said: string[] = [];
  const slow = lane.run(async () => {
    await aMoment();
    said.push('slow');
  });
  const failing = lane.run(() => Promise.reject(new Error('mine')));
  const last = lane.run(() => said.push('last'));
  await expect(failing).rejects.toThrow('mine');
  await Promise.all([slow, last]);
  expect(said).toEqual(['slow', 'last']);
});

it('is idle only after what its work asked for in turn', async () => {
  const lane = new Lane();
  const said: string[] = [];
  void lane.run(() => {
    void lane.run(async () => {
      await aMoment();
      said.push('asked within');
    });
  });
  await lane.idle();
  expect(said).toEqual(['asked within']);
});
