import { inWords } from './in-words';
import type { Examined } from './run-self-test';

interface Heading {
  readonly atMs: number;
  readonly version: string;
  readonly stationId: string | undefined;
}
interface NamedText {
  readonly name: string;
  readonly text: string;
}

/** Said with words: a print has no colours. */
const MARKS = {
  ok: 'OK',
  warning: '!',
  failing: 'X',
  'not-applicable': '-',
  'not-run': '-',
  waiting: '?',
  running: '?',
} as const;

function textOf(examined: readonly Examined[], { atMs, version, stationId }: Heading): string {
  const heading = `InkWitness ${version}  ${stationId ?? '-'}  ${new Date(atMs).toISOString()}\n`;
  const parts = (['zh-CN', 'en'] as const).map((language) =>
    inWords(examined, language)
      .map(({ state, title, says, toDo, code }) => {
        const first = `[${MARKS[state].padEnd(2)}] ${title}: ${says}${code === undefined ? '' : `  (${code})`}`;
        return toDo === undefined ? first : `${first}\n     → ${toDo}`;
      })
      .join('\n'),
  );
  return `${[heading, ...parts].join('\n\n')}\n`;
}

/** The result for IT: JSON for programs, text in both languages for people. Nothing in it is about a patient. */
export function resultFiles(examined: readonly Examined[], heading: Heading): readonly [NamedText, NamedText] {
  const name = `self-test-${new Date(heading.atMs).toISOString().replace(/[-:]|\.\d+/g, '')}`;
  const results = examined.flatMap(({ examination: { id }, findings }) =>
    findings.map((finding) => ({ id, ...finding })),
  );
  const { atMs, version, stationId } = heading;
  const json = {
    product: 'InkWitness',
    version,
    stationId: stationId ?? null,
    time: new Date(atMs).toISOString(),
    results,
  };
  return [
    { name: `${name}.json`, text: `${JSON.stringify(json, null, 2)}\n` },
    { name: `${name}.txt`, text: textOf(examined, heading) },
  ];
}
