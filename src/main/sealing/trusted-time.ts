import { ok, type Result } from '../../core/base';
import { askSources, type SourceFailure } from '../../core/tsp';
import type { SealingPorts, SealingServices } from './ports';

/** A function for core/pades that fetches a token from the first source whose answer holds; TSP_NO_SOURCE. */
export const trustedTime =
  (
    { timeStampSources }: Pick<SealingServices, 'timeStampSources'>,
    { clock, digest, random, verifier }: SealingPorts,
    options: { readonly maxTokenBytes?: number; readonly onFailure?: (failure: SourceFailure) => void } = {},
  ) =>
  async (imprint: Uint8Array): Promise<Result<Uint8Array>> => {
    const sources = { sources: timeStampSources, clock, digest, random, verifier, ...options };
    const answer = await askSources(imprint, sources);
    return answer.ok ? ok(answer.value.token) : answer;
  };
