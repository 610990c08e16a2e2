export { kioskBridge } from './bridge';
export { KioskProvider, type Refused, type Send, useKiosk } from './kiosk-context';
export { LanguageSwitch } from './language-switch';
