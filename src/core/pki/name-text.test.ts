import { expect, it } from 'vitest';
import { nameText } from './name-text';

it.each([
  ['张三', '张三'],
  ['阿卜杜拉·买买提', '阿卜杜拉·买买提'],
  ['O’Neill Jürgen', 'O’Neill Jürgen'],
  // extension B came with Unicode 3.1
  ['\u{20BB7}田', '\u{20BB7}田'],
  // extension E and U+9FA6 came later
  ['欧阳\u{2C35B}', '欧阳(U+2C35B)'],
  ['\u9fa5\u9fa6', '\u9fa5(U+9FA6)'],
  ['\u{1F600}', '(U+1F600)'],
])('%s', (text, expected) => {
  expect(nameText(text)).toBe(expected);
});
