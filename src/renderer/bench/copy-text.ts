/**
 * Puts text on the clipboard by the browser's own copy command: the windows have no permission to write it by themselves
 * (main/windows/web-locks.ts), a hand that copies needs none. Call it from a press. Answers whether it was taken.
 */
export function copyText(text: string): boolean {
  let isTaken = false;
  const put = (event: ClipboardEvent): void => {
    event.clipboardData?.setData('text/plain', text);
    event.preventDefault();
    isTaken = event.clipboardData !== null;
  };
  document.addEventListener('copy', put, { once: true });
  const isDone = document.execCommand('copy');
  document.removeEventListener('copy', put);
  return isDone && isTaken;
}
