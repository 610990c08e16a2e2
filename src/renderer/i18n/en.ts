import { CAPTURE_EN } from './capture-words';
import { DOMAIN_EN } from './domain-words';
import { FRAME_EN } from './frame-words';
import { HAND_OVER_EN } from './hand-over-words';
import { HEALTH_EN } from './health-words';
import { INK_FINDINGS_EN } from './ink-finding-words';
import { MIRROR_EN } from './mirror-words';
import { PATIENT_EN } from './patient-words';
import { SELF_TEST_EN } from './self-test-words';
import { TASK_EN } from './task-words';
import { UPKEEP_EN } from './upkeep-words';
import { WORKLIST_EN } from './worklist-words';
import type { ZH_CN } from './zh-cn';

/** Every text of the screens but the errors, in English. */
export const EN: Record<keyof typeof ZH_CN, string> = {
  ...FRAME_EN,
  ...DOMAIN_EN,
  ...PATIENT_EN,
  ...CAPTURE_EN,
  ...INK_FINDINGS_EN,
  ...HAND_OVER_EN,
  ...WORKLIST_EN,
  ...TASK_EN,
  ...MIRROR_EN,
  ...HEALTH_EN,
  ...SELF_TEST_EN,
  ...UPKEEP_EN,
};
