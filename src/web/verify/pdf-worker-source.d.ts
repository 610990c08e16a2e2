/** The build loads this file as text. */
declare module 'pdfjs-dist/legacy/build/pdf.worker.min.mjs' {
  const source: string;
  // biome-ignore lint/style/noDefaultExport: text files have one
  export default source;
}
