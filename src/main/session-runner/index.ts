export { createKiosk } from './create-kiosk';
export type { Kiosk, KioskLog, KioskOptions, KioskScreens } from './kiosk';
