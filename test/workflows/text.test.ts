import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { brokenCharacter, cut, lengthOf, part, shortened, wellFormed } from '../../workflows/text.js';

const anything = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc
    .array(
      fc.constantFrom(
        ...[
          '吉',
          '𠮷',
          '\u{e0100}',
          '\ud842',
          '\udfb7',
          '\uffff',
          '\ufdd0',
          '\u{1fffe}',
          '\u0000',
          '\r',
          '\n',
          '\v',
          '\u2028',
        ],
        ...[
          '\u200b',
          '\u200c',
          '\u200d',
          '\u200f',
          '\u202e',
          '\u2066',
          '\ufeff',
          '\u00ad',
          '\u034f',
          '\u061c',
          '\u3164',
        ],
        ...[
          '\ufe0f',
          '\u180b',
          '\u180e',
          '👨',
          '👩',
          '🏽',
          '🇨',
          '🇳',
          'ئ',
          'ᠠ',
          'བ',
          '\u0f74',
          'e',
          '\u0301',
          ' ',
          '\u{e0067}',
        ],
        ...['\u{1f3f4}', '\u{e007f}', '\u17b4', '\ufffa'],
      ),
      { maxLength: 40 },
    )
    .map((parts) => parts.join('')),
);

const KEPT = [
  ['a family of emoji', '👨‍👩‍👧‍👦 已到场'],
  ['a skin colour and a heart with its selector', '👍🏽 ❤️ 1️⃣'],
  ['the flag of Scotland, which is written with tags', '🏴\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}'],
  ['Uyghur', 'شىنجاڭ ئۇيغۇر ئاپتونوم رايونى ئىش\u200cبېجىرىش'],
  ['Mongolian with its selectors and its vowel separator', 'ᠮᠣᠩᠭᠣᠯ ᠪᠢᠴᠢᠭ᠌ ᠬᠠᠷ\u180eᠠ'],
  ['Tibetan', 'བོད་ཡིག་གི་ལས་རིམ་སྤྱི་བསྡོམས།'],
  ['Yi and Zhuang', 'ꆈꌠꁱꂷ Sawcuengh ŋ'],
  ['rare Han and the chosen form of one', '𠮷𫖮𬱖 葛\u{e0100} 﨑山'],
  ['combining marks', 'Nguyễn Thị Ha\u0300 n\u0308'],
  ['characters of a private area, as GB 18030 has them', '\ue5e5'],
  ['a space of full width between names', '张　三'],
] as const;

describe('text at the boundary', () => {
  it.each(KEPT)('keeps %s', (_name, text) => {
    expect(wellFormed(text)).toBe(text);
    expect(brokenCharacter(text)).toBeNull();
  });

  it.each([
    ['breaks of every system are one', 'a\r\nb\rc\u2028d\u000be\u0085f', 'a\nb\nc\nd\ne\nf'],
    ['a byte order mark and zero-width spaces', '\ufeff6月\u200b22日\u2060前', '6月22日前'],
    ['a soft hyphen', '6月\u00ad26日', '6月26日'],
    ['marks of direction around a pasted phone number', '\u202d13800138000\u202c \u200e', '13800138000 '],
    ['an override that turns a file name', '发票\u202egpj.exe', '发票gpj.exe'],
    ['isolates', '\u2067abc\u2069', 'abc'],
    ['joiners that join nothing', '财\u200d政\u200c局 a\u200db', '财政局 ab'],
    ['control characters but tab and break', 'a\u0000b\u0007\tc\n\u007f\u009b', 'ab\tc\n'],
    ['fillers that look like nothing', '\u3164\u115f\uffa0', ''],
    ['selectors behind nothing, or by the dozen', '\ufe0f 葛\u{e0100}\u{e0101}\u{e0102}', ' 葛\u{e0100}'],
    ['tags that hide words', '通知\u{e0068}\u{e0069}', '通知'],
    ['half a character', '整改\ud842终', '整改\ufffd终'],
    ['halves that would become one when what is between them goes', '\ud842\u200b\udfb7', '\ufffd\ufffd'],
    ['what is no character', '核查\uffff\ufdd0\u{2fffe}结果', '核查\ufffd\ufffd\ufffd结果'],
  ])('makes well-formed: %s', (_name, text, expected) => {
    expect(wellFormed(text)).toBe(expected);
  });

  it('names what is broken', () => {
    expect(brokenCharacter('整改台账\ud842终')).toBe('U+D842');
    expect(brokenCharacter('核查\uffff结果')).toBe('U+FFFF');
    expect(brokenCharacter('a\u{10ffff}')).toBe('U+10FFFF');
  });

  it('has nothing more to do the second time, and nothing is left that is broken or hidden', () => {
    fc.assert(
      fc.property(anything, (text) => {
        const once = wellFormed(text);
        expect(wellFormed(once)).toBe(once);
        expect(brokenCharacter(once)).toBeNull();
        expect(once).not.toMatch(/[^\P{Cc}\n\t]|[\u202a-\u202e\u2066-\u2069\u200b\u200e\u200f\ufeff]/u);
      }),
    );
  });
});

describe('characters', () => {
  it('are counted as a person counts a rare Han character: as one', () => {
    fc.assert(fc.property(anything, (text) => expect(lengthOf(text)).toBe([...text].length)));
  });

  it('are never torn by a cut, which takes as many as fit', () => {
    const seen = new Intl.Segmenter('und', { granularity: 'grapheme' });
    fc.assert(
      fc.property(anything.map(wellFormed), fc.nat(50), (text, most) => {
        const taken = cut(text, most);
        expect(text.startsWith(taken)).toBe(true);
        expect(lengthOf(taken)).toBeLessThanOrEqual(most);
        const all = [...seen.segment(text)].map(({ segment }) => segment);
        let fits = '';
        for (const one of all) {
          if (lengthOf(fits + one) > most) break;
          fits += one;
        }
        if (fits !== '' || most === 0) expect(taken).toBe(fits);
        expect(brokenCharacter(taken)).toBeNull();
      }),
    );
  });

  it('are whole at both ends of a part', () => {
    fc.assert(
      fc.property(anything.map(wellFormed), fc.nat(40), fc.nat(40), (text, a, b) => {
        const taken = part(text, Math.min(a, b), Math.max(a, b));
        expect(text).toContain(taken);
        expect(brokenCharacter(taken)).toBeNull();
      }),
    );
  });

  it('are cut after sixty, rare ones too', () => {
    expect(cut(`${'一'.repeat(59)}𠮷二`, 60)).toBe(`${'一'.repeat(59)}𠮷`);
    expect(cut(`${'一'.repeat(58)}👨‍👩‍👧二`, 60)).toBe('一'.repeat(58));
    expect(shortened('一'.repeat(61), 60)).toBe(`${'一'.repeat(59)}…`);
    expect(shortened('一'.repeat(60), 60)).toBe('一'.repeat(60));
  });

  it('are counted, cut and made well-formed in a time that grows with the length', () => {
    for (const unit of ['一', 'e\u0301', '👨‍👩‍👧', '\u{e0067}', '\ufe0f', '\u200d', '\r', '🇨']) {
      const text = unit.repeat(400_000);
      const began = process.cpuUsage();
      cut(wellFormed(text), 300_000);
      lengthOf(text);
      const { user, system } = process.cpuUsage(began);
      expect((user + system) / 1000).toBeLessThan(1_500);
    }
  });
});
