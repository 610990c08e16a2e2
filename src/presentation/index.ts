export * from './verdict-words';
