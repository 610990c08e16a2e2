import { RIG_PREFIX } from './machine';
import { hidTabletScenarios } from './scenarios/hid-tablet';
import { kernelPenScenarios } from './scenarios/kernel-pen';
import { usbFingerScenarios } from './scenarios/usb-finger';

/** What runs inside the guest: each scenario plugs devices into the kernel and answers what the product made of them. */
export type Scenario = () => Promise<unknown>;

const SCENARIOS: Readonly<Record<string, Scenario>> = {
  ...hidTabletScenarios,
  ...kernelPenScenarios,
  ...usbFingerScenarios,
};
const PATIENCE_MS = 120_000;

const tell = (scenario: string, ok: boolean, value: unknown): void =>
  console.log(`${RIG_PREFIX}${JSON.stringify({ scenario, ok, value })}`);

async function run(name: string): Promise<void> {
  const scenario = SCENARIOS[name];
  const impatience = new Promise((_, reject) =>
    setTimeout(() => reject(new Error('took too long')), PATIENCE_MS).unref(),
  );
  try {
    if (scenario === undefined) throw new Error('no such scenario');
    tell(name, true, await Promise.race([scenario(), impatience]));
  } catch (error) {
    tell(name, false, error instanceof Error ? error.stack : String(error));
  }
}

process.chdir(process.env['RIG_folder'] ?? '/');
for (const name of (process.env['RIG_scenarios'] ?? '').split(',')) await run(name);
tell('end', true, null);
process.exit(0);
