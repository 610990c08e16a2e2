/**
 * Code points that Unicode 3.2 had not assigned: RFC 3454 table A.1, first and last of each range in turn, each as the hex
 * distance from the number before. Generated from that table.
 */
const DISTANCES =
  '221 0 13 1b 5f 1 40 10 51 f 11 3 3 3 2 2 2 4 8 0 2 0 15 0 2d 0 28 8 88 0 48 0 27 1 3 5 11 20 27 1 8 ' +
  '0 28 0 3 5 12 0 18 0 b a 1c 4 6 16 2 d 2 2 2 0 1b 4 17 9 8f 1 10 0 f 0 1f 2 1c 34 33 14e 4 0 36 1 13 ' +
  '1 6 2 1a f 4 0 9 1 3 1 17 0 8 0 2 2 5 1 2 0 8 1 3 1 4 8 2 3 3 0 6 1 16 6 2 1 7 3 3 1 17 0 8 0 3 0 3 ' +
  '0 3 1 2 0 6 3 3 1 4 a 5 0 2 6 10 b 4 0 8 0 2 0 4 0 17 0 8 0 3 0 6 1 b 0 4 0 4 1 2 e 2 4 b 10 4 0 9 1 ' +
  '3 1 17 0 8 0 3 1 5 1 9 2 3 1 4 7 3 3 3 0 4 3 c 10 3 0 7 2 4 0 5 2 3 0 2 0 3 2 3 2 4 2 9 0 4 3 6 2 4 ' +
  '0 5 8 2 e d d 4 0 9 0 4 0 18 0 b 0 6 3 8 0 4 0 5 6 3 8 3 3 b 11 3 0 9 0 4 0 18 0 b 0 6 3 8 0 4 0 5 6 ' +
  '3 6 2 0 3 3 b 11 3 0 9 0 4 0 18 0 11 3 7 1 4 0 5 8 2 7 3 3 b 11 3 0 13 2 19 0 a 0 2 1 8 2 2 3 7 0 2 ' +
  '0 9 11 4 b 3b 3 1e 24 3 0 2 1 3 0 2 1 2 5 5 0 8 0 4 0 2 0 2 1 3 0 e 0 4 1 6 0 2 0 7 1 b 1 3 21 49 0 ' +
  '23 5 1c 3 9 0 25 0 10 1 2 2f 23 0 6 0 3 0 8 2 5 5 1b 45 27 9 2a 1 2 3 5b 4 45 4 53 5 8 0 40 0 2 0 5 ' +
  '1 8 0 2 0 5 1 28 0 2 0 5 1 20 0 2 0 5 1 8 0 2 0 5 1 8 0 8 0 18 0 20 0 2 0 5 1 8 0 28 0 14 5 1d 22 56 ' +
  'b 277 8 1e 2 52 e e 0 8 a 18 8 15 b e 0 4 0 3 b 5e 2 b 15 10 0 b 5 59 7 2b 555 9d 3 5b 5 17 1 7 1 27 ' +
  '1 7 1 9 0 2 0 2 0 2 0 20 1 36 0 10 0 f 1 7 0 14 1 4 0 a 0 54 3 2 6 6 5 9 1 1c 10 13 1d 1c 14 3c 1 10 ' +
  '6 32 b 240 30 28 18 c 14 a0 0 115 1 3 0 66 1 b 76 5 0 5 1 1d 0 24 0 2 0 5 2 2 0 8 1 35 2 19 0 f 10 ' +
  '1d 3 311 37f 1b 0 5a b d7 19 d 3 41 0 57 1 68 4 29 3 5f 0 29 37 2e 2 25 c 2c 2 4e 3 30 0 78 3 64 1 ' +
  '20 0 19b7 49 51a7 59 48e 2 38 738 2ba5 5b 222f 1 3c 94 8 b 6 4 1b 0 6 0 2 0 3 0 3 0 6d 20 16e f 41 1 ' +
  '37 7 2e 2 11 f 5 b 18 1 b 0 14 0 5 3 6 0 88 1 2 0 bf 2 7 1 7 1 7 1 4 2 8 0 8 9 8 2ff 20 0 5 b 1c b4 ' +
  '27 1 27 cbb1 f7 9 28 2 b5 221 56 0 48 0 3 1 2 1 3 1 5 0 d 0 2 0 5 0 3 0 42 0 5 1 9 0 8 0 1d 0 5 0 6 ' +
  '0 2 2 8 0 153 3 123 3 33 27fd a6da 5128 21f 5df 3 fffd 3 fffd 3 fffd 3 fffd 3 fffd 3 fffd 3 fffd 3 ' +
  'fffd 3 fffd 3 fffd 3 fffd 3 0 2 1d 61 ff7d ';

const bounds: number[] = [];
for (const distance of DISTANCES.trim().split(' '))
  bounds.push((bounds[bounds.length - 1] ?? 0) + Number.parseInt(distance, 16));

const isUnassigned = (code: number): boolean => {
  for (let i = 0; i < bounds.length && code >= (bounds[i] as number); i += 2)
    if (code <= (bounds[i + 1] as number)) return true;
  return false;
};

/**
 * Text as an X.509 name may hold it. Names are compared after RFC 4518 (RFC 5280 7.1), which prohibits what Unicode 3.2 had
 * not assigned: strict readers (pyHanko) refuse a certificate with such a character. Han characters of extensions C and
 * later, rare but living in Chinese names, are written as (U+2C35B); the form and the manifest hold them as they are.
 */
export const nameText = (text: string): string =>
  Array.from(text, (character) => {
    const code = character.codePointAt(0) as number;
    return isUnassigned(code) ? `(U+${code.toString(16).toUpperCase()})` : character;
  }).join('');
