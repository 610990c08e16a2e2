import { Updater } from '../update';
import { type Bedside, openRecord } from './bedside';
import type { KioskUpdates } from './kiosk';
import { needsServer } from './sealing-queue';

/** Nobody is in the middle of anything, and what was confirmed is with the server. */
const isFree = (bedside: Bedside): boolean =>
  openRecord(bedside) === undefined && ![...bedside.records.values()].some(needsServer);

/** Updates of this kiosk; undefined where nobody installs any (tests, the command line). */
export function updaterOf(bedside: Bedside, updates: KioskUpdates | undefined): Updater | undefined {
  if (updates === undefined) return undefined;
  return new Updater({
    ...updates,
    kioskFolder: bedside.folder,
    version: bedside.version,
    settings: () => bedside.connection.settings,
    client: () => bedside.connection.client,
    station: () => bedside.connection.enrolment,
    isReachable: () => bedside.server === 'reachable',
    isFree: () => isFree(bedside),
    alone: (work) => bedside.lane.run(work),
    clock: bedside.clock,
    digest: bedside.ports.digest,
    verifier: bedside.ports.verifier,
    log: bedside.log,
    changed: (view) => {
      bedside.update = view;
      bedside.changed();
    },
  });
}
