export { type PageWords, pageWords } from './page-words';
