export { hasText, type TextKey, type Translate, translator } from './catalogue';
export type { ErrorWords } from './error-words';
export { ageInYears, bedNumber, digestGroups, formatBirthDate, formatDateTime, formatDay, formatTime } from './format';
export { LanguageProvider, useWords } from './language';
