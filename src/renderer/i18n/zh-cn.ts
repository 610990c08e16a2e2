import { CAPTURE_ZH_CN } from './capture-words';
import { DOMAIN_ZH_CN } from './domain-words';
import { FRAME_ZH_CN } from './frame-words';
import { HAND_OVER_ZH_CN } from './hand-over-words';
import { HEALTH_ZH_CN } from './health-words';
import { INK_FINDINGS_ZH_CN } from './ink-finding-words';
import { MIRROR_ZH_CN } from './mirror-words';
import { PATIENT_ZH_CN } from './patient-words';
import { SELF_TEST_ZH_CN } from './self-test-words';
import { TASK_ZH_CN } from './task-words';
import { UPKEEP_ZH_CN } from './upkeep-words';
import { WORKLIST_ZH_CN } from './worklist-words';

/** Every text of the screens but the errors, in Simplified Chinese. The key set of all languages is this one. */
export const ZH_CN = {
  ...FRAME_ZH_CN,
  ...DOMAIN_ZH_CN,
  ...PATIENT_ZH_CN,
  ...CAPTURE_ZH_CN,
  ...INK_FINDINGS_ZH_CN,
  ...HAND_OVER_ZH_CN,
  ...WORKLIST_ZH_CN,
  ...TASK_ZH_CN,
  ...MIRROR_ZH_CN,
  ...HEALTH_ZH_CN,
  ...SELF_TEST_ZH_CN,
  ...UPKEEP_ZH_CN,
} as const;
