import { keepStationSettings } from '../settings';
import type { Bedside } from './bedside';

/** Settings change now and then and take effect at the next start. */
const EVERY_MS = 600_000;

/** Asks the server for this station's settings, at most every ten minutes while it can be reached. */
export function settingsAsker(bedside: Bedside): () => Promise<void> {
  let askedMs = Number.NEGATIVE_INFINITY;
  return async () => {
    const nowMs = bedside.clock.nowMs();
    if (bedside.server !== 'reachable' || nowMs - askedMs < EVERY_MS) return;
    askedMs = nowMs;
    const answer = await bedside.connection.client.settings();
    if (!answer.ok) return;
    if (await keepStationSettings(bedside.folder, answer.value.settings)) bedside.log('info', 'settings.new');
  };
}
