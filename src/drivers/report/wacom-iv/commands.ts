/**
 * Text commands of Wacom protocol IV (Linux, wacom_serial4.c). Answers are one line, `~`, the letter of the question, values,
 * carriage return; the PenPartner leaves the return out.
 */
export const COMMAND = {
  reset: '\r#',
  model: '~#',
  configuration: '~R\r',
  coordinates: '~C\r',
  stop: 'SP\r',
  /** Multi mode, origin above left, macro buttons, every sample, absolute, continuous, pressure; then start. */
  setUp: 'MU1\rOC1\r~M0\r~M1\rIT0\rIN0\rSR\rZF1\rST\r',
  /** The same with tilt in two more bytes (FM1, ROM 1.4 and newer). */
  setUpWithTilt: 'MU1\rOC1\r~M0\r~M1\rIT0\rIN0\rSR\rZF1\rFM1\rST\r',
} as const;

const MAX_LINE = 64;

/** Gathers one answer; what came before its `~` and packets of the pen in between are not part of it. */
export class LineReader {
  private line = '';

  constructor(private readonly question: '#' | 'R' | 'C') {}

  /** The values of the answer once its end has come. */
  push(chunk: Uint8Array): string | undefined {
    for (const byte of chunk) {
      const letter = String.fromCharCode(byte);
      if (letter === '~') this.line = letter;
      else if (byte === 0x0d && this.line.startsWith(`~${this.question}`)) return this.line.slice(2);
      else if (byte === 0x0d || byte >= 0x80 || this.line.length >= MAX_LINE) this.line = '';
      else if (this.line !== '') this.line += letter;
    }
    return undefined;
  }
}

/** `~R` configuration: setting, two counts, then lines an inch in x and y. */
export function resolutionOf(configuration: string): number | undefined {
  const [, , , x] = configuration.split(',');
  return wholeNumber(x);
}

/** `~C` largest coordinates. */
export function coordinatesOf(line: string): { xMax: number; yMax: number } | undefined {
  const [x, y] = line.split(',').map(wholeNumber);
  return x === undefined || y === undefined ? undefined : { xMax: x, yMax: y };
}

const wholeNumber = (text: string | undefined): number | undefined => {
  const found = /^\s*(\d{1,5})\s*$/.exec(text ?? '')?.[1];
  return found === undefined || Number(found) === 0 || Number(found) > 0xffff ? undefined : Number(found);
};
