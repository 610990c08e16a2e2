// Known weaknesses of what is shipped, as the registry of this machine knows them: high and critical ones fail the check.
// A registry that answers no such question (a mirror, no network) skips it, with a word.
import { npmCommand } from './npm-command.mjs';
import { outputOf, root } from './run-step.mjs';

const LIMIT_MS = 60_000;
const ARGS = ['audit', '--omit=dev', '--json', '--fetch-retries=0', '--fetch-timeout=15000'];

/** @param {string} text what `npm audit --json` said @returns {{ state: 'ok' | 'failing' | 'skipped', word: string }} */
export function judgeAudit(text) {
  const report = parsed(text);
  const counts = report?.metadata?.vulnerabilities;
  if (typeof counts?.high !== 'number' || typeof counts?.critical !== 'number')
    return { state: 'skipped', word: 'the registry answers no audit' };
  const grave = Object.values(report.vulnerabilities ?? {})
    .filter(({ severity }) => severity === 'high' || severity === 'critical')
    .map(({ name, severity }) => `${name} (${severity})`);
  if (counts.high + counts.critical === 0) return { state: 'ok', word: 'no high or critical weakness is known' };
  return { state: 'failing', word: grave.join(', ') || `${counts.high + counts.critical} weaknesses` };
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Asks the registry; answers how many checks passed, failed and were skipped. */
export async function audit() {
  const { command, args, shell } = npmCommand(ARGS);
  const { stdout } = await outputOf(command, args, { cwd: root, timeout: LIMIT_MS, shell });
  const { state, word } = judgeAudit(stdout);
  console.log(`\n== known weaknesses: ${state === 'failing' ? 'FAILED' : state} (${word})`);
  const one = (wanted) => (state === wanted ? 1 : 0);
  return { passed: one('ok'), failed: one('failing'), skipped: one('skipped') };
}
