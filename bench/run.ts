// Run by scripts/bench.mjs beside the bundled figures: every figure of the performance table, as ratios in one run.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import type { BenchOptions, Figure } from './figure';

const { values, positionals: wanted } = parseArgs({
  allowPositionals: true,
  options: { json: { type: 'boolean', default: false }, minutes: { type: 'string', default: '1' } },
});
const asJson = values.json;
const options: BenchOptions = { minutes: Number(values.minutes) };
const folder = import.meta.dirname;
const files = readdirSync(folder)
  .filter((file) => file.endsWith('.bench.mjs'))
  .filter((file) => wanted.length === 0 || wanted.some((word) => file.startsWith(word)))
  .sort();

const cell = (value: number | undefined, unit = '') =>
  value === undefined
    ? ''
    : `${value >= 100 ? Math.round(value).toLocaleString('en') : Number(value.toPrecision(3))}${unit}`;

const line = (figure: Figure) =>
  asJson
    ? JSON.stringify(figure)
    : [
        figure.name.padEnd(64),
        `${cell(figure.value)} ${figure.unit}`.padStart(16),
        cell(figure.ratioToFloor, 'x floor').padStart(14),
        cell(figure.ratioToPeer, 'x peer').padStart(14),
        `  ${figure.aim ?? ''} ${figure.met === undefined ? '' : figure.met ? 'met' : 'NOT met'}`,
      ].join(' ');

for (const file of files) {
  const { figures } = (await import(pathToFileURL(join(folder, file)).href)) as {
    figures: (options: BenchOptions) => Promise<Figure[]>;
  };
  for (const figure of await figures(options)) console.log(line(figure));
}
