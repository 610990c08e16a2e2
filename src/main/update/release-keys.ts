import { fromBase64 } from '../../core/base';
import type { Settings } from '../settings';

/** SubjectPublicKeyInfo of the keys that sign releases; none where the hospital set none. */
export const releaseKeysOf = ({ releaseKeys = [] }: Pick<Settings, 'releaseKeys'>): Uint8Array[] =>
  releaseKeys.map((key) => fromBase64(key) as Uint8Array);
