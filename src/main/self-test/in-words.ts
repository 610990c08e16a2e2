import type { Language, SelfTestLine } from '../../contracts/ipc';
import { EXAMINATIONS } from './examination-table';
import { type Finding, isTrouble, type Values } from './finding';
import type { Examined } from './run-self-test';
import { CAUSES, GOOD, NAMES } from './words';

/** Values that are names of our own are said in the reader's language. */
function spoken(name: string, value: string | number, language: Language): string {
  if (name === 'device') return NAMES[value as keyof typeof NAMES]?.[language] ?? String(value);
  if (name === 'step') return EXAMINATIONS.find(({ id }) => id === value)?.title[language] ?? String(value);
  return String(value);
}

const filled = (text: string, values: Values | undefined, language: Language): string =>
  text.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = values?.[name];
    return value === undefined ? whole : spoken(name, value, language);
  });

function lineOf(id: string, title: string, finding: Finding, language: Language): SelfTestLine {
  const { values, code } = finding;
  const known = code === undefined || code === '' ? {} : { code };
  if (!isTrouble(finding))
    return {
      id,
      title,
      state: finding.verdict,
      says: filled(GOOD[finding.says][language], values, language),
      ...known,
    };
  const { cause, toDo } = CAUSES[finding.says][language];
  const says = filled(cause, values, language);
  return { id, title, state: finding.verdict, says, toDo: filled(toDo, values, language), ...known };
}

/** What was found, in one language: a line a finding, and one for each examination that is still to be made. */
export const inWords = (examined: readonly Examined[], language: Language): SelfTestLine[] =>
  examined.flatMap(({ examination: { id, title }, state, findings }): SelfTestLine[] =>
    state === 'done'
      ? findings.map((finding) => lineOf(id, title[language], finding, language))
      : [{ id, title: title[language], state, says: '' }],
  );
