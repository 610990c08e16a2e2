import type { WorklistItem } from '../../contracts/ipc';
import { bedNumber } from '../i18n';

/** Tasks whose bed, name or wristband match; spaces and case do not matter. An exact wristband or bed stands alone. */
export function findTasks(worklist: readonly WorklistItem[], query: string): readonly WorklistItem[] {
  const wanted = normal(query);
  if (wanted === '') return worklist;
  const exact = worklist.filter((item) => normal(item.visitId) === wanted || bare(item.bed) === bare(query));
  if (exact.length > 0) return exact;
  return worklist.filter(({ bed, patientName, visitId, formTitle }) =>
    [bed, patientName, visitId, formTitle].some((text) => normal(text).includes(wanted)),
  );
}

const bare = (bed: string): string => bedNumber(normal(bed));
const normal = (text: string): string => text.normalize('NFKC').replace(/\s/g, '').toLowerCase();
