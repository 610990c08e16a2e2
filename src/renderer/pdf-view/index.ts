export { PageCanvas } from './page-canvas';
export { PdfTrouble } from './pdf-trouble';
export { type Region, regionAround } from './render-region';
export { type PdfState, usePdfDocument } from './use-pdf-document';
export { useWordsZoom } from './words-width';
