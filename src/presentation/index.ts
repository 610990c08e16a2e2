export * from './recording-words';
export * from './report-words';
export * from './verdict-sentence';
export * from './verdict-words';
