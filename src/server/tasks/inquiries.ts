import type { Inquiry } from '../../contracts/api';
import type { Session } from '../store';

/** Notes that a file of the task is kept for inquiry; true when it was not noted before. */
export const openInquiry = (session: Session, taskId: string, { stage, what, sha256, atMs }: Inquiry): boolean =>
  session.run(
    session.db
      .insertInto('inquiries')
      .values({ task_id: taskId, sha256, stage, what, opened_at_ms: atMs })
      .onConflict((conflict) => conflict.doNothing()),
  ) > 0;

/** Ends the inquiries of a stage: a file passed it. What was kept stays in its folder. */
export function closeInquiries(session: Session, taskId: string, stage: Inquiry['stage']): void {
  session.run(session.db.deleteFrom('inquiries').where('task_id', '=', taskId).where('stage', '=', stage));
}

/** The latest one of a task that is still open. */
export function inquiryOf(session: Session, taskId: string): Inquiry | undefined {
  const row = session.first(
    session.db
      .selectFrom('inquiries')
      .selectAll()
      .where('task_id', '=', taskId)
      .orderBy('opened_at_ms', 'desc')
      .limit(1),
  );
  if (row === undefined) return undefined;
  const { stage, what, sha256, opened_at_ms: atMs } = row;
  return { code: 'SECOND_READER_DISAGREES', stage, what, sha256, atMs };
}

export const openInquiries = (session: Session): number =>
  Number(session.first(session.db.selectFrom('inquiries').select((e) => e.fn.countAll().as('n')))?.n ?? 0);
