import { spawn } from 'node:child_process';
import { resolve as absolute } from 'node:path';
import { createInterface } from 'node:readline';
import { rigKernel } from './kernel';

/** What one scenario of the guest saw. */
export interface RigOutcome {
  readonly scenario: string;
  readonly ok: boolean;
  /** What to assert on, or the error. */
  readonly value: unknown;
  /** Of the guest's clock; absent for the end. */
  readonly seconds?: number;
}

/** Lines of the guest that are for us; everything else on the console is the kernel's or Node's. */
export const RIG_PREFIX = '@rig ';
/** Three to seven minutes, as busy as the cores are with other files. */
const LONGEST_MS = 900_000;

/**
 * Boots the kernel in software emulation (no KVM needed), runs a bundled program with this machine's Node on this machine's
 * files, read-only, and answers what it reported. `scenarios` are names with commas between; none means all. A machine that
 * stops without an end answers what it reported so far, then the end of its console.
 */
export function runInGuest(program: string, scenarios: string): Promise<readonly RigOutcome[]> {
  const { kernel, ramdisk } = rigKernel();
  const words = [
    'console=ttyS0',
    'quiet',
    'panic=-1',
    'mitigations=off',
    `rig.node=${process.execPath}`,
    `rig.program=${absolute(program)}`,
    `rig.folder=${process.cwd()}`,
    `rig.scenarios=${scenarios}`,
  ];
  const machine = spawn(
    'qemu-system-x86_64',
    [
      ...[
        '-accel',
        'tcg,thread=multi',
        '-cpu',
        'max',
        '-smp',
        '2',
        '-m',
        '1024',
        '-nographic',
        '-no-reboot',
        '-nic',
        'none',
      ],
      ...['-kernel', kernel, '-initrd', ramdisk, '-append', words.join(' ')],
      ...['-fsdev', 'local,id=root,path=/,security_model=none,readonly=on,multidevs=remap'],
      ...['-device', 'virtio-9p-pci,fsdev=root,mount_tag=host'],
    ],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const outcomes: RigOutcome[] = [];
  const said: string[] = [];
  createInterface({ input: machine.stdout }).on('line', (line) => {
    const at = line.indexOf(RIG_PREFIX);
    if (at === -1) said.push(line);
    else outcomes.push(JSON.parse(line.slice(at + RIG_PREFIX.length)) as RigOutcome);
    if (outcomes.at(-1)?.scenario === 'end') machine.kill('SIGKILL');
  });
  machine.stderr.on('data', (text: Buffer) => said.push(text.toString()));
  const timer = setTimeout(() => machine.kill('SIGKILL'), LONGEST_MS);
  return new Promise((resolve) => {
    machine.on('close', () => {
      clearTimeout(timer);
      if (outcomes.at(-1)?.scenario === 'end') resolve(outcomes.slice(0, -1));
      else
        resolve([
          ...outcomes,
          { scenario: 'machine', ok: false, value: `stopped early:\n${said.slice(-40).join('\n')}` },
        ]);
    });
  });
}
