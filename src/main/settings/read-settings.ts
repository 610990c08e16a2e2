import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { err, ok, type Result } from '../../core/base';
import type { RegistryValue } from './registry-file';
import { type Layers, type ResolvedSettings, resolveSettings } from './resolve-settings';
import { SETTINGS } from './setting-table';
import { STATION_SETTINGS } from './station-settings';
import { readRegistryKey } from './windows-registry';

/** Group Policy writes here; only administrators can. */
export const POLICY_KEY = 'HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\InkWitness\\Kiosk';
/** The installer writes here. */
export const INSTALLED_KEY = 'HKEY_LOCAL_MACHINE\\SOFTWARE\\InkWitness\\Kiosk';
/** The same two on Linux, as JSON. */
const ETC = '/etc/inkwitness';
/** What this kiosk's own folder says. */
export const LOCAL_SETTINGS = 'settings.json';
const MAX_BYTES = 131_072;

/** What may be read of the machine; tests put theirs in. */
export interface Machine {
  readonly platform: string;
  readonly etc?: string;
  /** undefined: the registry cannot be read. */
  readonly registry?: (key: string) => Promise<ReadonlyMap<string, RegistryValue> | undefined>;
}

type Values = Readonly<Record<string, unknown>>;

const shape = z.record(z.string(), z.unknown());

/** A JSON object of a file; undefined where there is no file. SETTINGS_UNREADABLE names the file, never what it says. */
export async function readObject(folder: string, name: string): Promise<Result<Values | undefined>> {
  const file = await open(join(folder, name)).catch((error: NodeJS.ErrnoException) => error);
  if (file instanceof Error) {
    const { code } = file;
    return code === 'ENOENT' || code === 'ENOTDIR' ? ok(undefined) : err('SETTINGS_UNREADABLE', `${name}: ${code}`);
  }
  try {
    const { size } = await file.stat();
    if (size > MAX_BYTES) return err('SETTINGS_UNREADABLE', `${name}: ${size} bytes`);
    const text = (await file.readFile('utf8')).replace(/^\uFEFF/, '');
    const parsed = shape.safeParse(JSON.parse(text));
    return parsed.success ? ok(parsed.data) : err('SETTINGS_UNREADABLE', `${name}: not an object`);
  } catch {
    return err('SETTINGS_UNREADABLE', `${name}: not JSON`);
  } finally {
    await file.close();
  }
}

/** Values of the registry under the keys of the table. */
export function byKey(values: ReadonlyMap<string, RegistryValue>): Values {
  const entries = Object.entries(SETTINGS).map(([key, { name }]) => [key, values.get(name.toLowerCase())]);
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}

async function machineLayers(machine: Machine): Promise<Result<Layers>> {
  if (machine.platform === 'win32') {
    const registry = machine.registry ?? readRegistryKey;
    const [policy, installed] = await Promise.all([registry(POLICY_KEY), registry(INSTALLED_KEY)]);
    if (policy === undefined || installed === undefined) return err('SETTINGS_UNREADABLE', 'registry');
    return ok({ policy: byKey(policy), installed: byKey(installed) });
  }
  const etc = machine.etc ?? ETC;
  const [policy, installed] = await Promise.all([readObject(etc, 'policy.json'), readObject(etc, 'settings.json')]);
  if (!policy.ok) return policy;
  if (!installed.ok) return installed;
  return ok({ policy: policy.value ?? {}, installed: installed.value ?? {} });
}

/** Settings in force at this bed with their stories; asks nobody over the network. */
export interface ReadSettings extends ResolvedSettings {
  /** One-time code of settings.json; of no use once the kiosk is enrolled. */
  readonly enrolCode: string | undefined;
}

const enrolCode = z.string().min(1).max(64);

/**
 * Reads what Group Policy, the installer, `settings.json` of the kiosk's folder and the server said.
 * SETTINGS_UNREADABLE: a file is not a JSON object, the registry cannot be read, or a strict setting is not what it must be (its name in the detail).
 */
export async function readSettings(
  folder: string,
  machine: Machine = { platform: process.platform },
): Promise<Result<ReadSettings>> {
  const layers = await machineLayers(machine);
  if (!layers.ok) return layers;
  const local = await readObject(folder, LOCAL_SETTINGS);
  if (!local.ok) return local;
  // What the server sent last; a damaged copy is as good as none, the next answer replaces it.
  const server = await readObject(folder, STATION_SETTINGS);
  const resolved = resolveSettings({
    ...layers.value,
    local: local.value ?? {},
    server: (server.ok ? server.value : undefined) ?? {},
  });
  if (resolved.broken.length > 0) return err('SETTINGS_UNREADABLE', resolved.broken.join(' '));
  const code = enrolCode.safeParse(local.value?.['enrolCode']);
  return ok({ ...resolved, enrolCode: code.success ? code.data : undefined });
}
