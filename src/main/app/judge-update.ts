import { nodeClock, nodeDigest, nodeVerifier } from '../../platform/node';
import { switchValue } from '../policy';
import { judgeWish } from '../update';
import { MACHINE, VERSION } from './flavour';

/** Told to build/update: what was taken may be installed. Nothing else ends with it. */
const EXIT_INSTALL = 10;
/** sysexits.h EX_DATAERR: it may not; the code stands on the output. */
const EXIT_REFUSED = 65;

const folder = switchValue(process.argv, 'judge-update');
// Before Electron is ready, and without waiting: there is no display where the installer runs.
if (folder !== undefined) {
  const judged = judgeWish({
    folder,
    version: VERSION,
    platform: MACHINE,
    nowMs: nodeClock.nowMs(),
    digest: nodeDigest,
    verifier: nodeVerifier,
  });
  process.stdout.write(judged.ok ? `INSTALL ${judged.value.version}\n` : `${judged.error.code}\n`);
  process.exit(judged.ok ? EXIT_INSTALL : EXIT_REFUSED);
}
