import type { Verb } from './verb';
import { devicesVerb } from './verbs/devices';
import { doctorVerb } from './verbs/doctor';
import { enrolCodesVerb } from './verbs/enrol-codes';
import { operatorVerb } from './verbs/operator';
import { releaseVerb } from './verbs/release';
import { signVerb } from './verbs/sign';
import { traceVerb } from './verbs/trace';
import { upgradeVerb } from './verbs/upgrade';
import { verifyVerb } from './verbs/verify';

export const VERBS: readonly Verb[] = [
  signVerb,
  verifyVerb,
  upgradeVerb,
  doctorVerb,
  devicesVerb,
  traceVerb,
  releaseVerb,
  enrolCodesVerb,
  operatorVerb,
];
