export { ALARMS, alarming, systemLog } from './alarms';
export * from './bug-fields';
export * from './log';
