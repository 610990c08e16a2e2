import type { Verb } from './verb';
import { doctorVerb } from './verbs/doctor';
import { signVerb } from './verbs/sign';
import { upgradeVerb } from './verbs/upgrade';
import { verifyVerb } from './verbs/verify';

export const VERBS: readonly Verb[] = [signVerb, verifyVerb, upgradeVerb, doctorVerb];
