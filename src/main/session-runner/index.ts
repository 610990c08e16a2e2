export { type Connection, enrol, openAsStranger, openConnection, timeStampSourcesOf } from './connection';
export { createKiosk } from './create-kiosk';
export { findCaptionFont, nodeSealingPorts, programFolder } from './default-ports';
export * from './errors';
export type { Kiosk, KioskLog, KioskOptions, KioskScreens, ProgramFacts } from './kiosk';
export { sealingServices } from './seal-steps';
export { kioskModules, lookWith, wayOf } from './self-test-ports';
