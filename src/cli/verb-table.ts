import type { Verb } from './verb';
import { signVerb } from './verbs/sign';
import { verifyVerb } from './verbs/verify';

export const VERBS: readonly Verb[] = [signVerb, verifyVerb];
