import { expect, it } from 'vitest';
import { padFrame } from './stroke-outline';

it('a canvas shows all of a pad, or the part of a pen display that it covers, at its true size', () => {
  expect(padFrame({ width: 1000, height: 400 })).toEqual({ left: 0, top: 0, width: 1000, height: 400, pen: 11 });
  const part = { area: { x: 0.25, y: 0.5, width: 0.5, height: 0.25 }, widthUm: 100_000 };
  const frame = padFrame({ width: 640, height: 200 }, part);
  expect(frame).toEqual({ left: -320, top: -400, width: 1280, height: 800, pen: 7.04 });
  // not told yet
  expect(padFrame({ width: 640, height: 200 }, { area: { x: 0, y: 0, width: 0, height: 0 }, widthUm: 0 }).left).toBe(0);
});
