import { RIG_PREFIX, type RigOutcome } from './machine';
import { hidStreamScenarios } from './scenarios/hid-streams';
import { hidTabletScenarios } from './scenarios/hid-tablet';
import { kernelPenScenarios } from './scenarios/kernel-pen';
import { stuPadScenarios } from './scenarios/stu-pads';
import { usbFingerScenarios } from './scenarios/usb-finger';
import { usbSerialScenarios } from './scenarios/usb-serial';
import { usbTabletScenarios } from './scenarios/usb-tablet';

/** What runs inside the guest: each scenario plugs devices into the kernel and answers what the product made of them. */
export type Scenario = () => Promise<unknown>;

const SCENARIOS: Readonly<Record<string, Scenario>> = {
  ...hidTabletScenarios,
  ...kernelPenScenarios,
  ...stuPadScenarios,
  ...hidStreamScenarios,
  ...usbFingerScenarios,
  ...usbSerialScenarios,
  ...usbTabletScenarios,
};
const PATIENCE_MS = 240_000;

const tell = (outcome: RigOutcome): void => console.log(RIG_PREFIX + JSON.stringify(outcome));

async function run(name: string): Promise<void> {
  const scenario = SCENARIOS[name];
  const start = performance.now();
  const seconds = (): number => Math.round((performance.now() - start) / 100) / 10;
  const impatience = new Promise((_, reject) =>
    setTimeout(() => reject(new Error('took too long')), PATIENCE_MS).unref(),
  );
  try {
    if (scenario === undefined) throw new Error('no such scenario');
    const value = await Promise.race([scenario(), impatience]);
    tell({ scenario: name, ok: true, value, seconds: seconds() });
  } catch (error) {
    const value = error instanceof Error ? error.stack : String(error);
    tell({ scenario: name, ok: false, value, seconds: seconds() });
  }
}

process.chdir(process.env['RIG_folder'] ?? '/');
const chosen = (process.env['RIG_scenarios'] ?? '').split(',').filter((name) => name !== '');
for (const name of chosen.length > 0 ? chosen : Object.keys(SCENARIOS)) await run(name);
tell({ scenario: 'end', ok: true, value: null });
process.exit(0);
