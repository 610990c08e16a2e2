import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type HeadWords, headLines, heightOf, type Measure, wrapped } from './pad-text';

/** Every Chinese character is as wide as high, everything else half of it. */
const measure: Measure = (text, size) =>
  [...text].reduce((sum, letter) => sum + (letter > '\u2e80' || letter === '…' ? size : size / 2), 0);
const head = (title: string, who: string): HeadWords => ({
  title,
  who,
  digest: '文件摘要',
  groups: ['0A1B', '2C3D', '4E5F', '6071', '8293', 'A4B5'],
});
const USUAL = head('手术知情同意书', '王建国 · 患者本人');
const LONG_NAME = '阿卜杜热西提·买买提艾力·努尔麦麦提·依明';
const LONG = head(
  '经外周静脉置入中心静脉导管（PICC）及输液港植入术知情同意书（含麻醉、输血及特殊检查特殊治疗说明）',
  `${LONG_NAME} · 授权委托人`,
);
const ROOMS = [
  { width: 788, height: 157 },
  { width: 628, height: 157 },
  { width: 308, height: 62 },
  { width: 297, height: 44 },
];

describe('the words on a pad', () => {
  it.each(ROOMS)('%o: the usual act in large type, all of it', (room) => {
    const lines = headLines(USUAL, room, measure);
    expect(heightOf(lines)).toBeLessThanOrEqual(room.height);
    expect(lines[0]).toMatchObject({ text: '手术知情同意书' });
    expect(lines[0]?.size).toBeGreaterThanOrEqual(Math.floor(room.height / 3.4));
    expect(lines[1]?.text).toBe('王建国 · 患者本人');
    expect(lines[2]?.text).toMatch(/^文件摘要 0A1B 2C3D/);
  });

  it.each(ROOMS)('%o: a name is never cut, a title may be', (room) => {
    const lines = headLines(LONG, room, measure);
    const text = lines.map((line) => line.text).join('');
    expect(text.replaceAll(' ', '')).toContain(LONG.who.replaceAll(' ', ''));
    for (const line of lines) {
      expect(measure(line.text, line.size, line.weight)).toBeLessThanOrEqual(room.width);
      expect(line.size).toBeGreaterThanOrEqual(12);
    }
    expect(heightOf(lines)).toBeLessThanOrEqual(room.height);
    if (!text.includes(LONG.title)) expect(text).toContain('…');
  });

  it('loses nothing when it breaks, and no line is too wide', () => {
    const wide = (line: string): number => measure(line, 10, 400);
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('手', '术', 'a', 'Z', ' ', '，', '）', '·', '𬍛') }), (text) => {
        const lines = wrapped(text, 40, wide);
        expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
        for (const line of lines) expect(wide(line)).toBeLessThanOrEqual(40);
      }),
    );
  });

  it('words stay whole, and a closing mark does not begin a line', () => {
    const wide = (line: string): number => measure(line, 10, 400);
    expect(wrapped('Consent to surgery', 60, wide)).toEqual(['Consent to', 'surgery']);
    expect(wrapped('检查（治疗）书', 50, wide)).toEqual(['检查（治', '疗）书']);
  });
});
