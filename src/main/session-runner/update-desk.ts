import { EXAMINATIONS, runSelfTest } from '../self-test';
import { Updater } from '../update';
import { type Bedside, openRecord } from './bedside';
import type { KioskUpdates } from './kiosk';
import { needsServer } from './sealing-queue';
import { selfTestPorts } from './self-test-ports';

/** Nobody is in the middle of anything, and what was confirmed is with the server. */
const isFree = (bedside: Bedside): boolean =>
  openRecord(bedside) === undefined && ![...bedside.records.values()].some(needsServer);

/** Of the self-test, what a version brings with it; the hospital's network, pads and disk are no fault of it. */
const OWN_PARTS = EXAMINATIONS.filter(({ id }) => ['runtime', 'program', 'fonts'].includes(id));

/** Open, and nothing that this version brought stands in the way of signing. Its journal is read, else there were no kiosk. */
async function isWhole(bedside: Bedside, { isUp }: KioskUpdates): Promise<boolean> {
  if (!isUp()) return false;
  const examined = await runSelfTest(selfTestPorts(bedside), undefined, OWN_PARTS);
  return examined.every(({ findings }) => findings.every(({ verdict }) => verdict !== 'failing'));
}

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
    isWhole: () => isWhole(bedside, updates),
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
