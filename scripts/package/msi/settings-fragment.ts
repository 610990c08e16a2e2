import { INSTALLER_SETTINGS, type InstallerSetting, SETTINGS_KEY } from './installer-settings';
import { rowId, uuid, xml } from './names';

/** https, or this machine itself; the kiosk judges the rest of an address. */
const ADDRESS = 'SERVERURL ~<< "https://" OR SERVERURL ~<< "http://127.0.0.1" OR SERVERURL ~<< "http://localhost"';

/** Which values the installer accepts; undefined: any. The kiosk's own schema has the last word. */
function accepted({ property, choices }: InstallerSetting): string | undefined {
  if (choices) return choices.map((choice) => `${property} = "${choice}"`).join(' OR ');
  return property === 'SERVERURL' ? ADDRESS : undefined;
}

/** Takes a remembered value away: an absent property keeps it. No value of a setting. */
export const FORGET = '-';

/** A property that nobody can set: its name is not in capitals. */
const NOTHING = 'Nothing';

function rows(setting: InstallerSetting): string {
  const { property, name, choices } = setting;
  const remembered = `REMEMBERED_${property}`;
  const condition = accepted(setting);
  const wanted = [...(choices ?? ['https://…']), FORGET].join(' | ');
  return `    <Property Id="${property}" Secure="yes" />
    <Property Id="${remembered}" Secure="yes">
      <RegistrySearch Id="${rowId('s', name)}" Root="HKLM" Key="${xml(SETTINGS_KEY)}" Name="${name}" Type="raw" Win64="yes" />
    </Property>
    <SetProperty Id="${property}" Value="[${remembered}]" After="AppSearch" Sequence="both">${remembered} AND NOT ${property}</SetProperty>
    <SetProperty Id="${property}" Action="Forget${property}" Value="[${NOTHING}]" After="CostFinalize" Sequence="execute">${property} = "${FORGET}"</SetProperty>
${condition ? `    <Condition Message="${property}: ${xml(wanted)}">${xml(`REMOVE~="ALL" OR NOT ${property} OR ${property} = "${FORGET}" OR ${condition}`)}</Condition>\n` : ''}`;
}

/**
 * Fragment `Settings`: each setting is a property that a command line may give, is remembered from the registry by every
 * repair and upgrade, and is written as text. An empty value says nothing, so a weaker origin is heard.
 */
export const settingsFragment = (): string => `<?xml version="1.0" encoding="utf-8"?>
<Wix xmlns="http://schemas.microsoft.com/wix/2006/wi">
  <Fragment>
${INSTALLER_SETTINGS.map(rows).join('')}    <DirectoryRef Id="INSTALLDIR">
      <Component Id="SettingValues" Guid="${uuid('settings')}" Win64="yes">
        <RegistryKey Root="HKLM" Key="${xml(SETTINGS_KEY)}">
          <RegistryValue Name="Settings" Type="string" Value="${INSTALLER_SETTINGS.map(({ name }) => name).join(' ')}" KeyPath="yes" />
${INSTALLER_SETTINGS.map(({ property, name }) => `          <RegistryValue Name="${name}" Type="string" Value="[${property}]" />`).join('\n')}
        </RegistryKey>
      </Component>
    </DirectoryRef>
    <ComponentGroup Id="Settings"><ComponentRef Id="SettingValues" /></ComponentGroup>
  </Fragment>
</Wix>
`;
