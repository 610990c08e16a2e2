import type { Examination, Notes } from './examination';
import { EXAMINATIONS } from './examination-table';
import { type Finding, failing } from './finding';
import type { SelfTestPorts } from './ports';

/** How far an examination is, and what it found. */
export interface Examined {
  readonly examination: Examination;
  readonly state: 'waiting' | 'running' | 'done';
  readonly findings: readonly Finding[];
}

const OVERDUE = Symbol('overdue');

async function lookInTime(examination: Examination, ports: SelfTestPorts, notes: Notes): Promise<readonly Finding[]> {
  const { limitMs } = examination;
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<typeof OVERDUE>((done) => {
    timer = setTimeout(() => done(OVERDUE), limitMs);
  });
  try {
    const found = await Promise.race([examination.look(ports, notes), limit]);
    return found === OVERDUE ? [failing('too-slow', { seconds: Math.ceil(limitMs / 1000) })] : found;
  } catch (error) {
    return [failing('not-examined', undefined, error instanceof Error ? error.name : 'thrown')];
  } finally {
    clearTimeout(timer);
  }
}

/** A step that failed or was not begun keeps those after it from being begun. */
const stops = ({ findings }: Examined): boolean =>
  findings.some(({ verdict }) => verdict === 'failing' || verdict === 'not-run');

/**
 * Makes every examination, one after the other, each within its own limit; `onProgress` is told after every change.
 * Never rejects: an examination that breaks is a finding.
 */
export async function runSelfTest(
  ports: SelfTestPorts,
  onProgress: (examined: readonly Examined[]) => void = () => undefined,
  table: readonly Examination[] = EXAMINATIONS,
): Promise<readonly Examined[]> {
  const notes: Notes = {};
  const all: Examined[] = table.map((examination) => ({ examination, state: 'waiting', findings: [] }));
  const set = (index: number, state: Examined['state'], findings: readonly Finding[]): void => {
    all[index] = { examination: table[index] as Examination, state, findings };
    onProgress([...all]);
  };
  for (const [index, examination] of table.entries()) {
    const before = all.find(({ examination: { id } }) => id === examination.after);
    if (before !== undefined && stops(before)) {
      const cause = before.findings.find(({ verdict }) => verdict === 'not-run')?.values?.['step'];
      const step = cause ?? before.examination.id;
      set(index, 'done', [{ verdict: 'not-run', says: 'step-before', values: { step } }]);
      continue;
    }
    set(index, 'running', []);
    set(index, 'done', await lookInTime(examination, ports, notes));
  }
  notes.way?.close();
  return all;
}
