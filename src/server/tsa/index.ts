export { TimeStampUnit, type TimeStampUnitOptions } from './time-stamp-unit';
