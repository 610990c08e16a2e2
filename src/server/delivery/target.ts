const LOOPBACK = new Set(['127.0.0.1', '[::1]', 'localhost']);

/** Whether events may be posted there: https anywhere, plain http on loopback only; no credentials, no fragment. */
export function allowedTarget(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const target = new URL(url);
  if (target.username !== '' || target.password !== '' || target.hash !== '') return false;
  return target.protocol === 'https:' || (target.protocol === 'http:' && LOOPBACK.has(target.hostname));
}
