import type { Verb } from './verb';
import { verifyVerb } from './verbs/verify';

export const VERBS: readonly Verb[] = [verifyVerb];
