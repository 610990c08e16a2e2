import type { POLICY_ERRORS } from './errors';

/** How strictly the kiosk was built: 'product' is what a ward gets. */
export type Flavour = 'product' | 'development' | 'e2e';

/** sysexits.h EX_USAGE: the command line was not one of ours. */
export const EXIT_FORBIDDEN_SWITCH = 64;

interface AllowedSwitch {
  /** Without dashes, lower case. */
  readonly name: string;
  readonly in: readonly Flavour[];
  readonly why: string;
}

/**
 * Every switch that may stand before `--`. Chromium knows hundreds that hand the kiosk to whoever can start it
 * (remote-debugging-port, gpu-launcher, renderer-cmd-prefix, host-rules, proxy-server, ignore-certificate-errors,
 * load-extension, js-flags, user-data-dir …; CVE-2018-1000006): what is not in this table ends the process.
 */
export const ALLOWED_SWITCHES: readonly AllowedSwitch[] = [
  { name: 'deep-link', in: ['product', 'development', 'e2e'], why: 'registered launch command: --deep-link -- URL' },
  {
    name: 'judge-update',
    in: ['product', 'development', 'e2e'],
    why: 'the installer of updates asks; no window opens',
  },
  { name: 'no-sandbox', in: ['development', 'e2e'], why: 'Chromium refuses to run as root with its sandbox' },
  { name: 'inspect', in: ['e2e'], why: 'Playwright drives main over it' },
  { name: 'remote-debugging-port', in: ['e2e'], why: 'Playwright drives the windows over it' },
];

export type ArgumentsVerdict =
  | { readonly ok: true }
  /** `what`: the name of the switch, never its value. */
  | { readonly ok: false; readonly code: keyof typeof POLICY_ERRORS; readonly what: string };

export interface CommandLine {
  /** process.argv of the main process, program first. */
  readonly argv: readonly string[];
  readonly flavour: Flavour;
  readonly platform: string;
  /** process.defaultApp: `electron <folder>`, where the folder is the one positional argument. */
  readonly defaultApp: boolean;
}

/** Judges what stands before `--`; what follows is the launch room's. */
export function judgeArguments({ argv, flavour, platform, defaultApp }: CommandLine): ArgumentsVerdict {
  const end = argv.indexOf('--');
  let positional = defaultApp && flavour !== 'product' ? 1 : 0;
  for (const argument of argv.slice(1, end < 0 ? undefined : end)) {
    const name = switchName(argument, platform);
    if (name === undefined) {
      if (positional-- > 0) continue;
      return { ok: false, code: 'ARGUMENT_FORBIDDEN', what: 'positional argument' };
    }
    const allowed = ALLOWED_SWITCHES.find((entry) => entry.name === name);
    if (!allowed?.in.includes(flavour)) return { ok: false, code: 'SWITCH_FORBIDDEN', what: printable(name) };
  }
  return { ok: true };
}

/** The value of a switch of ours; undefined where it does not stand before `--`, empty where it has none. */
export function switchValue(argv: readonly string[], name: string): string | undefined {
  const end = argv.indexOf('--');
  const found = argv.slice(1, end < 0 ? undefined : end).find((argument) => argument.split('=', 1)[0] === `--${name}`);
  return found?.slice(name.length + 3);
}

/** Chromium reads `--x`, `-x`, and on Windows `/x`, in any case there (base/command_line.cc). */
function switchName(argument: string, platform: string): string | undefined {
  const prefix = /^--?/.exec(argument)?.[0] ?? (platform === 'win32' && argument.startsWith('/') ? '/' : undefined);
  if (prefix === undefined) return undefined;
  const [name = ''] = argument.slice(prefix.length).split('=', 1);
  return name.toLowerCase();
}

const printable = (name: string): string => name.replace(/[^a-z0-9-]/g, '?').slice(0, 40);
