export { overviewOfStations } from './stations-overview';
