import type { Setting } from './setting';
import { SETTINGS } from './setting-table';

/** Key below HKLM as policy templates name it. */
const KEY = 'SOFTWARE\\Policies\\InkWitness\\Kiosk';
const PREFIX = 'InkWitness';
const SUPPORTED = 'SUPPORTED_InkWitness';
/** No list and no text of ours is longer. */
const MAX_LENGTH = 65_536;

const CULTURES = {
  'zh-CN': {
    description: '墨证床旁知情同意终端的组策略',
    category: '墨证 InkWitness 床旁知情同意终端',
    supported: '墨证 InkWitness 0.1 及以后版本',
  },
  en: {
    description: 'Group Policy of the InkWitness bedside consent kiosk',
    category: 'InkWitness bedside consent kiosk',
    supported: 'InkWitness 0.1 and later',
  },
} as const;
type Culture = keyof typeof CULTURES;

/** Folder of a language beside the template, as Windows names it. */
const FOLDERS: Readonly<Record<Culture, string>> = { 'zh-CN': 'zh-CN', en: 'en-US' };

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const xml = (text: string): string => text.replace(/[&<>"]/g, (character) => ESCAPES[character] as string);

/** The part of a policy that a form of value needs. */
const ELEMENTS: Readonly<Record<Setting['form'], (row: Setting) => string>> = {
  switch: () => '<enabledValue><decimal value="1"/></enabledValue><disabledValue><decimal value="0"/></disabledValue>',
  text: ({ name }) =>
    `<elements><text id="${name}_Value" valueName="${name}" required="true" maxLength="2048"/></elements>`,
  lines: ({ name }) =>
    `<elements><multiText id="${name}_Value" valueName="${name}" required="true" maxLength="${MAX_LENGTH}"/></elements>`,
  choice: ({ name, choices = [] }) =>
    `<elements><enum id="${name}_Value" valueName="${name}" required="true">${choices
      .map(
        (choice) =>
          `<item displayName="$(string.${itemId(name, choice)})"><value><string>${xml(choice)}</string></value></item>`,
      )
      .join('')}</enum></elements>`,
};

/** What the editor shows for it; a switch is the policy's own "enabled". */
const PRESENTATIONS: Readonly<Record<Setting['form'], (row: Setting, title: string) => string>> = {
  switch: () => '',
  text: ({ name }, title) => `<textBox refId="${name}_Value"><label>${xml(title)}</label></textBox>`,
  lines: ({ name }, title) => `<text>${xml(title)}</text><multiTextBox refId="${name}_Value" defaultHeight="6"/>`,
  choice: ({ name }, title) => `<dropdownList refId="${name}_Value" noSort="true">${xml(title)}</dropdownList>`,
};

const itemId = (name: string, choice: string): string => `${name}_${choice.replaceAll('-', '_')}`;
const rows: readonly Setting[] = Object.values(SETTINGS);

function policy(row: Setting): string {
  const { name, form } = row;
  const presentation = form === 'switch' ? ` valueName="${name}"` : ` presentation="$(presentation.${name})"`;
  return `    <policy name="${name}" class="Machine" displayName="$(string.${name})" explainText="$(string.${name}_Help)" key="${KEY}"${presentation}>
      <parentCategory ref="${PREFIX}"/>
      <supportedOn ref="${SUPPORTED}"/>
      ${ELEMENTS[form](row)}
    </policy>`;
}

const template = (): string => `<?xml version="1.0" encoding="utf-8"?>
<policyDefinitions xmlns="http://schemas.microsoft.com/GroupPolicy/2006/07/PolicyDefinitions" revision="1.0" schemaVersion="1.0">
  <policyNamespaces><target prefix="inkwitness" namespace="InkWitness.Policies.Kiosk"/></policyNamespaces>
  <resources minRequiredRevision="1.0"/>
  <supportedOn><definitions><definition name="${SUPPORTED}" displayName="$(string.${SUPPORTED})"/></definitions></supportedOn>
  <categories><category name="${PREFIX}" displayName="$(string.${PREFIX})"/></categories>
  <policies>
${rows.map(policy).join('\n')}
  </policies>
</policyDefinitions>
`;

function strings(culture: Culture): string {
  const { category, supported } = CULTURES[culture];
  const entries: [string, string][] = [
    [PREFIX, category],
    [SUPPORTED, supported],
    ...rows.flatMap(({ name, words, choices = [] }): [string, string][] => [
      [name, words[culture].title],
      [`${name}_Help`, words[culture].help],
      ...choices.map((choice): [string, string] => [itemId(name, choice), choice]),
    ]),
  ];
  return entries.map(([id, text]) => `      <string id="${id}">${xml(text)}</string>`).join('\n');
}

function language(culture: Culture): string {
  const { description, category } = CULTURES[culture];
  const presentations = rows
    .filter(({ form }) => form !== 'switch')
    .map(
      (row) =>
        `      <presentation id="${row.name}">${PRESENTATIONS[row.form](row, row.words[culture].title)}</presentation>`,
    );
  return `<?xml version="1.0" encoding="utf-8"?>
<policyDefinitionResources xmlns="http://schemas.microsoft.com/GroupPolicy/2006/07/PolicyDefinitions" revision="1.0" schemaVersion="1.0">
  <displayName>${xml(category)}</displayName>
  <description>${xml(description)}</description>
  <resources>
    <stringTable>
${strings(culture)}
    </stringTable>
    <presentationTable>
${presentations.join('\n')}
    </presentationTable>
  </resources>
</policyDefinitionResources>
`;
}

/**
 * Group Policy templates, made of the table of settings: path below the folder of templates → text (UTF-8).
 * Source: ADMX schema 1.0 as in Microsoft's "Group Policy ADMX Syntax Reference Guide".
 */
export const renderPolicyTemplates = (): Readonly<Record<string, string>> => ({
  'inkwitness.admx': template(),
  ...Object.fromEntries(
    (Object.keys(CULTURES) as Culture[]).map((culture) => [`${FOLDERS[culture]}/inkwitness.adml`, language(culture)]),
  ),
});
