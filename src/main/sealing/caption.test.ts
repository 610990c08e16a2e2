import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type EmbeddableFont, missingGlyphs } from '../../core/pdf';
import { SIGNER_CAPACITIES, SIGNER_RELATIONS } from '../../core/session';
import { CAPACITY_WORDS, captionOf, RELATION_WORDS, wallTime } from './caption';
import { CAPTION_BASE, createCaptionFont } from './caption-font';

const PATH = 'node_modules/@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf';
const AT = Date.UTC(2026, 10, 21, 6, 5, 9);

describe('caption', () => {
  it('tells the wall clock of the place, also where it is half an hour off and across a year', () => {
    expect(wallTime(AT, 480)).toBe('2026-11-21 14:05:09');
    expect(wallTime(AT, 330)).toBe('2026-11-21 11:35:09');
    expect(wallTime(Date.UTC(2026, 11, 31, 20, 0, 0), 480)).toBe('2027-01-01 04:00:00');
    expect(wallTime(AT, -600)).toBe('2026-11-20 20:05:09');
  });

  it('says who signed in which capacity, and the relation only of others', () => {
    expect(captionOf({ capacity: 'patient', name: '王秀英', relation: '01' }, AT, 480)).toEqual({
      who: '王秀英（患者本人）',
      when: '2026-11-21 14:05:09',
    });
    expect(captionOf({ capacity: 'close-relative', name: '王建国', relation: '20' }, AT, 480)).toMatchObject({
      who: '王建国（近亲属·子）',
    });
  });

  it('has its fixed words in every subset', () => {
    const words = [
      ...SIGNER_CAPACITIES.map((one) => CAPACITY_WORDS[one]),
      ...SIGNER_RELATIONS.map((one) => RELATION_WORDS[one]),
    ];
    expect([...words.join('')].filter((character) => !CAPTION_BASE.includes(character))).toEqual([]);
  });
});

describe('caption font', () => {
  const font = createCaptionFont(PATH);

  it('is subset once for a set of characters, and small', async () => {
    const first = await font.fontFor('王秀英（患者本人）2026-11-21 14:05:09');
    const again = await font.fontFor('英秀王（患者本人）2027-01-01 00:00:00');
    if (!first.ok || !again.ok) throw new Error('no font');
    expect(again.value).toBe(first.value);
    expect(first.value.bytes.length).toBeLessThan(60_000);
  });

  it('takes rare characters beyond the Basic Multilingual Plane, and names code points that it lacks, not the name', async () => {
    expect((await font.fontFor('欧阳𬍛')).ok).toBe(true);
    expect(await font.fontFor('王\u{E123}\u{2A6D6}')).toEqual({
      ok: false,
      error: { code: 'PDF_GLYPH_MISSING', detail: 'U+2A6D6 U+E123' },
    });
  });

  const rare = '/usr/share/fonts/truetype/hanazono/HanaMinB.ttf';
  it.skipIf(!existsSync(rare))('takes what it lacks from the next font that has it, and only that', async () => {
    const chain = createCaptionFont(PATH, ['/nowhere.ttf', rare]);
    // 𠮷 extension B, 𬱖 extension E of Noto itself, 𰻝 extension G of no font here.
    const both = await chain.fontFor('𠮷𬱖');
    if (!both.ok) throw new Error(both.error.code);
    const next = both.value.next as EmbeddableFont;
    expect(missingGlyphs(both.value.bytes, '𠮷𬱖')).toEqual({ ok: true, value: [0x20bb7] });
    expect(missingGlyphs(next.bytes, '𠮷𬱖')).toEqual({ ok: true, value: [0x2cc56] });
    expect(next).toMatchObject({ postScriptName: 'HanaMinB' });
    expect(next.next).toBeUndefined();
    expect(next.bytes.length).toBeLessThan(10_000);
    expect(await chain.fontFor('𠮷\u{31350}')).toMatchObject({
      error: { code: 'PDF_GLYPH_MISSING', detail: 'U+31350' },
    });
  });

  it('says so when it is not there', async () => {
    expect(await createCaptionFont('/nowhere.ttf').fontFor('王')).toMatchObject({
      error: { code: 'SEAL_FONT_MISSING' },
    });
  });
});
