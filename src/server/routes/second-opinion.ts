import type { ArrivedDocument, Received } from '../archive';
import type { ServerContext } from '../context';
import { refuse } from '../plugins';
import { type CurrentTask, holdForInquiry } from '../tasks';

/**
 * Has the verified file read again, from the disk, by the second reader. Returns when both agree; otherwise refuses, and
 * a file about which they disagree lies in quarantine. SECOND_READER_DISAGREES, SECOND_READER_UNABLE.
 */
export async function requireSecondOpinion(
  context: ServerContext,
  received: Received,
  { row }: CurrentTask,
  { reports }: ArrivedDocument,
): Promise<void> {
  const { archive, metrics, secondReader, log } = context;
  const source = { path: archive.pathOf(row.source_sha256), size: row.source_size };
  const opinion = await secondReader.read({ path: received.path, source, claims: reports, foreignUpTo: 0 });
  if (opinion.ok) {
    metrics.secondReadings.inc({ result: 'agreed' });
    return;
  }
  const { code, detail = '' } = opinion.error;
  if (code === 'SECOND_READER_DISAGREES') {
    metrics.secondReadings.inc({ result: 'disagreed' });
    await holdForInquiry(context, received, row.id, { stage: 'arrival', what: detail });
    throw refuse('SECOND_READER_DISAGREES', { what: detail });
  }
  metrics.secondReadings.inc({ result: 'unable' });
  log.error({ taskId: row.id, cause: detail }, 'second reading');
  await received.discard();
  throw refuse('SECOND_READER_UNABLE', { cause: detail });
}
