import type { Setting } from './setting';
import { SETTINGS } from './setting-table';

const FORMS: Readonly<Record<Setting['form'], string>> = {
  text: 'REG_SZ',
  lines: 'REG_MULTI_SZ',
  switch: 'REG_DWORD 0 or 1',
  choice: 'REG_SZ',
};

const INTRODUCTION = `# Settings of a kiosk

The strongest origin that says something sound wins:

| origin | on Windows | on Linux |
|---|---|---|
| \`policy\` | Group Policy: \`HKLM\\SOFTWARE\\Policies\\InkWitness\\Kiosk\` (templates in \`build/policy\`) | \`/etc/inkwitness/policy.json\` |
| \`installed\` | properties of the MSI: \`HKLM\\SOFTWARE\\InkWitness\\Kiosk\` | \`/etc/inkwitness/settings.json\` |
| \`local\` | \`settings.json\` in the kiosk's data folder | the same |
| \`server\` | what the server says for its stations, kept in \`station-settings.json\` | the same |
| \`default\` | | |

A value that is not what it must be is passed over and the next origin is asked, except for settings marked *strict*: with those the kiosk does not open, because the next value would be weaker.
Lists and certificates are REG_MULTI_SZ in the registry and arrays (or one text) in JSON. Changes take effect at the next start. \`inkwitness doctor --settings\` shows each value and where it came from.
`;

const shown = (initial: unknown): string =>
  initial === undefined || (Array.isArray(initial) && initial.length === 0) ? '' : `\`${JSON.stringify(initial)}\``;

function section(key: string, row: Setting): string {
  const { name, form, choices, property, fromServer, strict, initial, words } = row;
  const facts = [
    `registry \`${name}\` (${FORMS[form]})`,
    ...(choices ? [`one of ${choices.map((choice) => `\`${choice}\``).join(', ')}`] : []),
    ...(property ? [`MSI property \`${property}\``] : []),
    ...(shown(initial) ? [`default ${shown(initial)}`] : []),
    ...(fromServer ? ['also from the server'] : []),
    ...(strict ? ['strict'] : []),
  ];
  return `## ${key}\n\n${words.en.title}: ${words.en.help}\n\n${words['zh-CN'].title}：${words['zh-CN'].help}\n\n${facts.join('; ')}.\n`;
}

/** docs/settings.md */
export const renderSettingsPage = (): string =>
  [INTRODUCTION, ...Object.entries(SETTINGS).map(([key, row]) => section(key, row))].join('\n');
