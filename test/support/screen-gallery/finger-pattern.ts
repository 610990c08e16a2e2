import type { DisplayMessage } from '../../../src/contracts/ipc';

/** Ridges around a core, fading at the rim: enough for the eye to take it for a print. */
export function fingerPattern(width = 192, height = 256): Extract<DisplayMessage, { kind: 'finger' }> {
  const pixels = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const u = (x - width / 2) / (width / 2);
      const v = (y - height * 0.52) / (height / 2);
      const inside = Math.max(0, Math.min(1, (1 - Math.hypot(u * 1.08, v)) * 6));
      const angle = Math.atan2(v + 0.1, u);
      const bend = Math.hypot(u * 1.25, v + 0.1 - 0.25 * Math.cos(angle)) + 0.06 * Math.sin(3 * angle);
      const ridge = 0.5 + 0.5 * Math.sin(bend * 62 + 0.7 * Math.sin(x / 9) * Math.cos(y / 13));
      pixels[y * width + x] = 255 - Math.round(235 * inside * Math.min(1, Math.max(0, ridge * 1.6 - 0.35)));
    }
  }
  return { kind: 'finger', width, height, pixels };
}
