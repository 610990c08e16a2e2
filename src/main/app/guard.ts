import { EXIT_FORBIDDEN_SWITCH, judgeArguments } from '../policy';
import { FLAVOUR } from './flavour';

// Runs when it is imported, before anything else of the kiosk: main.ts imports it first.
const verdict = judgeArguments({
  argv: process.argv,
  flavour: FLAVOUR,
  platform: process.platform,
  defaultApp: process.defaultApp === true,
});
if (!verdict.ok) {
  process.stderr.write(`InkWitness does not start: ${verdict.code} (${verdict.what})\n`);
  process.exit(EXIT_FORBIDDEN_SWITCH);
}
