import { INSTALLED_KEY, SETTINGS } from '../../../src/main/settings';

/** A setting that the installer takes as a public property and keeps in the registry. */
export interface InstallerSetting {
  readonly property: string;
  /** Name of the registry value below SETTINGS_KEY. */
  readonly name: string;
  readonly choices: readonly string[] | undefined;
}

/** Where the kiosk reads what was installed, below HKEY_LOCAL_MACHINE. */
export const SETTINGS_KEY = INSTALLED_KEY.replace('HKEY_LOCAL_MACHINE\\', '');

const rows: readonly { name: string; form: string; property?: string; choices?: readonly string[] }[] =
  Object.values(SETTINGS);

/** The rows of the kiosk's own table that have a property. */
export const INSTALLER_SETTINGS: readonly InstallerSetting[] = rows.flatMap(({ property, name, form, choices }) =>
  property ? [{ property, name, choices: form === 'switch' ? ['0', '1'] : choices }] : [],
);
