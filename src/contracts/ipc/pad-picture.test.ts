import { describe, expect, it } from 'vitest';
import { INTENTS } from './intents';
import { PAD_TAPS, padPicture } from './pad-picture';

const area = { x: 0, y: 0, width: 2, height: 1 };
const picture = { width: 2, height: 1, pixels: new Uint8Array(8), ink: area, taps: [{ tap: 'confirm', area }] };

describe('a picture for the pad', () => {
  it('has as many pixels as it says', () => {
    expect(padPicture.safeParse(picture).success).toBe(true);
  });
  it.each([
    { ...picture, pixels: new Uint8Array(7) },
    { ...picture, pixels: [0, 0, 0, 0, 0, 0, 0, 0] },
    { ...picture, width: 2001 },
    { ...picture, taps: [{ tap: 'sign', area }] },
    { ...picture, taps: Array.from({ length: 4 }, () => ({ tap: 'clear', area })) },
    { ...picture, more: 1 },
    undefined,
  ])('is refused otherwise (%#)', (wrong) => {
    expect(padPicture.safeParse(wrong).success).toBe(false);
  });
  it('a tap stands for what the patient may wish', () => {
    for (const intent of Object.values(PAD_TAPS)) expect(INTENTS[intent].from).toContain('patient');
  });
});
