import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Language, SelfTestView } from '../../contracts/ipc';
import { err, ok, type Result } from '../../core/base';
import { writeAtomically } from '../journal';
import { EXAMINATIONS, inWords, resultFiles, runSelfTest } from '../self-test';
import type { Bedside, SelfTestState } from './bedside';
import { selfTestPorts } from './self-test-ports';

/** Begins the examinations; they go on beside the journey, and a second wish meanwhile is the same one. */
export function startSelfTest(bedside: Bedside): void {
  if (bedside.selfTest?.running === true) return;
  const startedAtMs = bedside.clock.nowMs();
  const show = (examined: SelfTestState['examined'], running: boolean): void => {
    bedside.selfTest = { running, startedAtMs, examined };
    bedside.changed();
  };
  show([], true);
  void runSelfTest(selfTestPorts(bedside), (examined) => show(examined, true)).then((examined) => {
    const failing = examined.flatMap(({ findings }) => findings).filter(({ verdict }) => verdict === 'failing').length;
    bedside.log(failing > 0 ? 'warn' : 'info', 'self-test.done', { failing });
    show(examined, false);
  });
}

/** What the bench shows of it. */
export function selfTestView(
  { running, startedAtMs, examined, exportedTo }: SelfTestState,
  language: Language,
): SelfTestView {
  return {
    running,
    startedAtMs,
    done: examined.filter(({ state }) => state === 'done').length,
    total: EXAMINATIONS.length,
    lines: inWords(examined, language),
    ...(exportedTo === undefined ? {} : { exportedTo }),
  };
}

/** Writes the last result as JSON and as text. SESSION_NOT_NOW before there is one, JOURNAL_WRITE. */
export async function exportSelfTest(bedside: Bedside): Promise<Result<void>> {
  const { selfTest } = bedside;
  if (selfTest === undefined || selfTest.running) return err('SESSION_NOT_NOW');
  const folder = join(bedside.folder, 'self-test');
  const { stationId } = bedside.connection.enrolment ?? {};
  const files = resultFiles(selfTest.examined, { atMs: selfTest.startedAtMs, version: bedside.version, stationId });
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    for (const { name, text } of files) await writeAtomically(join(folder, name), text);
  } catch (error) {
    return err('JOURNAL_WRITE', (error as NodeJS.ErrnoException).code);
  }
  bedside.selfTest = { ...selfTest, exportedTo: join(folder, files[1].name) };
  bedside.changed();
  return ok(undefined);
}
