export { SETTINGS_ERRORS } from './errors';
export { dropUsedCodes, handedCode } from './handed-code';
export { renderPolicyTemplates } from './policy-templates';
export { INSTALLED_KEY, type Machine, POLICY_KEY, type ReadSettings, readSettings } from './read-settings';
export type { SettingStory } from './resolve-settings';
export type { Origin } from './setting';
export { SETTINGS, type SettingKey, type Settings } from './setting-table';
export { renderSettingsPage } from './settings-page';
export { keepStationSettings } from './station-settings';
