/** The closed lists that screens offer and main accepts. Apart from the schemas, so that a screen needs no schema library. */

/** Which window may send an intent. */
export type WindowName = 'bench' | 'patient';

/** Capacity 签署身份 in which a person signs (病历书写基本规范 10, 民法典 1219-1220). */
export const CAPACITIES = [
  'patient',
  'legal-guardian',
  'close-relative',
  'authorised-agent',
  'connected-person',
  'head-on-duty',
  'interpreter',
  'witness',
] as const;
export type Capacity = (typeof CAPACITIES)[number];

/** GB/T 4761-2008, the codes a ward meets; 01 is the person self. */
export const RELATIONS = ['01', '10', '20', '30', '40', '50', '51', '52', '60', '70', '97', '99'] as const;
export type Relation = (typeof RELATIONS)[number];

export const FINGER_SKIP_REASONS = ['no-pad', 'unreadable', 'injured', 'declined'] as const;
export type FingerSkipReason = (typeof FINGER_SKIP_REASONS)[number];

/** Why a signature is taken although the pad recorded it badly. */
export const INK_WAIVER_REASONS = ['no-other-pad', 'signer-unable', 'signer-unwilling', 'urgent'] as const;
export type InkWaiverReason = (typeof INK_WAIVER_REASONS)[number];

export const STOP_REASONS = [
  'patient-called-away',
  'wrong-patient',
  'needs-explanation',
  'device-trouble',
  'other',
] as const;
export type StopReason = (typeof STOP_REASONS)[number];

export const LANGUAGES = ['zh-CN', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];
