/**
 * What a page of app://kiosk may do: its own files and nothing else, no inline script, no markup from strings.
 * `wasm-unsafe-eval` is for pdf.js' image decoders (JPEG 2000, JBIG2); it allows WebAssembly, not eval.
 * W3C CSP 3, Trusted Types. The one Trusted Types policy is the renderer's, for the URL of the PDF worker.
 */
const DIRECTIVES: Readonly<Record<string, string>> = {
  'default-src': "'none'",
  'script-src': "'self' 'wasm-unsafe-eval'",
  'worker-src': "'self'",
  'style-src': "'self'",
  'font-src': "'self'",
  'img-src': "'self'",
  'connect-src': "'self'",
  'base-uri': "'none'",
  'form-action': "'none'",
  'frame-ancestors': "'none'",
  'require-trusted-types-for': "'script'",
  'trusted-types': 'inkwitness',
};

export const CONTENT_SECURITY_POLICY = Object.entries(DIRECTIVES)
  .map(([name, value]) => `${name} ${value}`)
  .join('; ');
