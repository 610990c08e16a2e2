export * from './html';
export * from './pdf/report-pdf';
export { recordingText } from './recording';
export * from './time-text';
export {
  type ReportAct,
  type ReportFact,
  type ReportReason,
  type ReportSubject,
  type ReportView,
  reportView,
} from './view';
