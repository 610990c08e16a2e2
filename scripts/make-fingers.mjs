// Makes fixtures/fingers: synthetic prints in 16 grey levels as an EF01 module sends them. Nobody's finger. Same seed, same bytes.
// Ridge flow of a loop after Sherlock and Monro (zero-pole model), ridges grown from random seeds by oriented Gabor filters.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const OUT = join(dirname(fileURLToPath(import.meta.url)), '..', 'fixtures', 'fingers');
/** The flow and the finger are drawn for this size and stretched to the others; the ridges keep their width. */
const DRAWN = [256, 288];
/** Folder of each image size that a definition names; the smallest stands in fixtures/fingers itself. */
const SIZES = { '': DRAWN, '258x202': [258, 202], '384x290': [384, 290], '640x480': [640, 480] };
let WIDTH;
let HEIGHT;
/** About 9 pixels a ridge at 500 dpi. */
const RIDGE = 9;
const ORIENTATIONS = 24;
const REACH = 8;

function randomOf(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** Direction of the ridges at a pixel: half the angles seen from the core minus those seen from the delta. */
function flow(x, y) {
  const at = [(x * DRAWN[0]) / WIDTH, (y * DRAWN[1]) / HEIGHT];
  const core = Math.atan2(at[1] - 120, at[0] - 128);
  const delta = Math.atan2(at[1] - 268, at[0] - 190);
  return 0.5 * (core - delta) + Math.PI / 2;
}

function kernel(angle) {
  const values = [];
  let sum = 0;
  for (let dy = -REACH; dy <= REACH; dy++)
    for (let dx = -REACH; dx <= REACH; dx++) {
      const across = -dx * Math.sin(angle) + dy * Math.cos(angle);
      const value = Math.exp(-(dx * dx + dy * dy) / 18) * Math.cos((2 * Math.PI * across) / RIDGE);
      values.push({ dx, dy, value });
      sum += value;
    }
  return values.map(({ dx, dy, value }) => ({ dx, dy, value: value - sum / values.length }));
}

function ridges(random) {
  const kernels = Array.from({ length: ORIENTATIONS }, (_, k) => kernel((k * Math.PI) / ORIENTATIONS));
  const which = new Uint8Array(WIDTH * HEIGHT);
  for (let y = 0; y < HEIGHT; y++)
    for (let x = 0; x < WIDTH; x++) {
      const turn = ((flow(x, y) / Math.PI) % 1) + 1;
      which[y * WIDTH + x] = Math.round(turn * ORIENTATIONS) % ORIENTATIONS;
    }
  let field = Float32Array.from({ length: WIDTH * HEIGHT }, () => (random() < 0.02 ? random() * 2 - 1 : 0));
  for (let round = 0; round < 7; round++) {
    const next = new Float32Array(WIDTH * HEIGHT);
    for (let y = 0; y < HEIGHT; y++)
      for (let x = 0; x < WIDTH; x++) {
        let sum = 0;
        for (const { dx, dy, value } of kernels[which[y * WIDTH + x]]) {
          const px = x + dx;
          const py = y + dy;
          if (px >= 0 && px < WIDTH && py >= 0 && py < HEIGHT) sum += value * field[py * WIDTH + px];
        }
        next[y * WIDTH + x] = Math.tanh(sum * 1.2);
      }
    field = next;
  }
  return field;
}

/** Slowly changing noise, -1..1: spots of uneven contact. */
function cloud(random, cell) {
  const columns = Math.ceil(WIDTH / cell) + 2;
  const grid = Array.from({ length: columns * (Math.ceil(HEIGHT / cell) + 2) }, () => random() * 2 - 1);
  return (x, y) => {
    const gx = Math.floor(x / cell);
    const gy = Math.floor(y / cell);
    const fx = x / cell - gx;
    const fy = y / cell - gy;
    const at = (i, k) => grid[(gy + k) * columns + gx + i];
    return (at(0, 0) * (1 - fx) + at(1, 0) * fx) * (1 - fy) + (at(0, 1) * (1 - fx) + at(1, 1) * fx) * fy;
  };
}

const CASES = {
  good: { seed: 21, center: [128, 140], radius: [104, 132], ink: 0.05, patchy: 0.15, grain: 10, pale: 0 },
  dry: { seed: 22, center: [128, 140], radius: [100, 126], ink: -0.62, patchy: 0.9, grain: 22, pale: 42 },
  partial: { seed: 23, center: [104, 250], radius: [66, 62], ink: 0.05, patchy: 0.15, grain: 10, pale: 0 },
};

function print({ seed, center, radius, ink, patchy, grain, pale }) {
  const random = randomOf(seed);
  const field = ridges(random);
  const patches = cloud(random, 14);
  const pixels = Buffer.alloc(WIDTH * HEIGHT);
  for (let y = 0; y < HEIGHT; y++)
    for (let x = 0; x < WIDTH; x++) {
      const across = ((x * DRAWN[0]) / WIDTH - center[0]) / radius[0];
      const along = ((y * DRAWN[1]) / HEIGHT - center[1]) / radius[1];
      const edge = Math.hypot(across, along) + 0.03 * patches(x, y);
      const touch = Math.min(1, Math.max(0, (1 - edge) * 12));
      // the flow is drawn with the core at the bottom: a finger is turned the other way round
      const turned = (HEIGHT - 1 - y) * WIDTH + (WIDTH - 1 - x);
      const ridge = Math.min(1, Math.max(0, 0.5 + 1.1 * (field[turned] + ink + patchy * patches(x, y))));
      const grey = 246 - touch * ridge * (205 - pale) + grain * (random() - 0.5);
      pixels[y * WIDTH + x] = Math.min(15, Math.max(0, Math.round(grey / 17))) * 17;
    }
  return Buffer.concat([Buffer.from(`P5\n${WIDTH} ${HEIGHT}\n255\n`), pixels]);
}

for (const [folder, size] of Object.entries(SIZES)) {
  [WIDTH, HEIGHT] = size;
  mkdirSync(join(OUT, folder), { recursive: true });
  for (const [name, entry] of Object.entries(CASES)) writeFileSync(join(OUT, folder, `${name}.pgm`), print(entry));
}
