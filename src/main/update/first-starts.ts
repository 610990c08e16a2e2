import { fromBase64 } from '../../core/base';
import { nodeDigest, nodeVerifier } from '../../platform/node';
import type { Settings } from '../settings';
import { returnCommands } from './install-command';
import type { LaunchInstaller } from './launch-installer';
import { type PackagePorts, stagedPackage } from './package-store';
import { readUpdateState, updatesFolder, withFailure, writeUpdateState } from './update-state';

/** A new version may start so often before the server has answered it. */
export const STARTS_ALLOWED = 3;

export const releaseKeysOf = ({ releaseKeys = [] }: Settings): Uint8Array[] =>
  releaseKeys.map((key) => fromBase64(key) as Uint8Array);

/** Of main/log. */
export type UpdateLog = (
  level: 'info' | 'warn' | 'error',
  event: string,
  fields?: Readonly<Record<string, string | number | boolean | undefined>>,
) => void;

export interface FirstStart {
  readonly kioskFolder: string;
  readonly version: string;
  readonly platform: string;
  /** Undefined: they cannot be read; starts are counted all the same. */
  readonly settings: Settings | undefined;
  readonly launch: LaunchInstaller;
  readonly log: UpdateLog;
}

/**
 * First thing of every start: a new version that has not proved itself is counted, and after {@link STARTS_ALLOWED} starts
 * the version before is installed again. `leave`: the installer runs, this process has to go.
 */
export async function countFirstStart(start: FirstStart): Promise<'stay' | 'leave'> {
  const folder = updatesFolder(start.kioskFolder);
  const state = await readUpdateState(folder);
  const { installing } = state;
  if (installing === undefined || installing.version !== start.version) return 'stay';
  if (installing.starts < STARTS_ALLOWED) {
    await writeUpdateState(folder, { ...state, installing: { ...installing, starts: installing.starts + 1 } });
    return 'stay';
  }
  // Before the launch: whatever becomes of it, it is tried once.
  await writeUpdateState(folder, withFailure(state, installing));
  const code = await goBack(folder, start);
  start.log(code === undefined ? 'warn' : 'error', 'update.way-back', { version: start.version, code });
  return code === undefined ? 'leave' : 'stay';
}

/** Starts the installer of the version before; a code where that could not be done. */
async function goBack(folder: string, { platform, settings, launch }: FirstStart): Promise<string | undefined> {
  if (settings === undefined) return 'SETTINGS_UNREADABLE';
  const ports: PackagePorts = { digest: nodeDigest, verifier: nodeVerifier, keys: releaseKeysOf(settings) };
  const [before, newer] = [await stagedPackage(folder, 'current', ports), await stagedPackage(folder, 'next', ports)];
  if (!before?.ok || !newer?.ok) return 'UPDATE_NO_WAY_BACK';
  const commands = returnCommands(platform, settings, { before: before.value.path, newer: newer.value.path });
  if (!commands.ok) return commands.error.code;
  const launched = await launch(commands.value);
  return launched.ok ? undefined : launched.error.code;
}
