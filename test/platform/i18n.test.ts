import { afterEach, describe, expect, it } from '@jest/globals';
import {
  byPinyin,
  formatDate,
  formatDateLong,
  formatDateWeekday,
  formatFileSize,
  formatFuzzy,
  formatInstant,
  showMissingTexts,
  throwMissingTexts,
  translator,
} from '../../src/platform/i18n.js';

const today = '2026-06-02';

describe('the translator', () => {
  afterEach(throwMissingTexts);

  it('says a key in either language', () => {
    expect(translator('zh-CN')('common:light.red')).toBe('逾期');
    expect(translator('en')('common:light.red')).toBe('Overdue');
  });

  it('counts in English and does not in Chinese', () => {
    const [zh, en] = [translator('zh-CN'), translator('en')];
    expect([1, 2].map((count) => en('common:due.overdue', { count }))).toEqual([
      '1 working day overdue',
      '2 working days overdue',
    ]);
    expect(zh('common:due.overdue', { count: 1 })).toBe('逾期 1 个工作日');
  });

  it('leaves escaping to the templates', () => {
    expect(translator('en')('common:machine.label', { current: 'R&D <b>' })).toContain('R&D <b>');
  });

  it('throws on a missing key, on a branch instead of a text, and on a missing value', () => {
    const t = translator('zh-CN');
    expect(() => t('common:nowhere')).toThrow('Missing text');
    expect(() => t('common:light')).toThrow('Missing text');
    expect(() => t('common:due.overdue')).toThrow('Missing text');
  });

  it('keeps the page open where the product runs: the last word of the key is shown, and said once', () => {
    const told: string[] = [];
    showMissingTexts((what) => told.push(what));
    const t = translator('en');
    expect([t('common:no.where'), t('common:no.where')]).toEqual(['where', 'where']);
    expect(t('common:machine.label')).toContain('…');
    expect(told).toHaveLength(2);
    expect(told[0]).toBe('en common:no.where');
  });
});

describe('dates, instants, sizes and names', () => {
  it('writes a day without the year of today', () => {
    expect(formatDate('zh-CN', '2026-06-10', today)).toBe('6月10日');
    expect(formatDate('en', '2026-06-10', today)).toBe('10 Jun');
  });

  it('writes the year of another year', () => {
    expect(formatDate('zh-CN', '2027-01-05', today)).toBe('2027年1月5日');
    expect(formatDate('en', '2027-01-05', today)).toBe('5 Jan 2027');
  });

  it('writes the long form and the day of the week', () => {
    expect(formatDateLong('zh-CN', '2026-06-10')).toBe('2026年6月10日');
    expect(formatDateLong('en', '2026-06-10')).toBe('10 June 2026');
    expect(formatDateWeekday('zh-CN', '2026-06-03', today)).toBe('6月3日 周三');
    expect(formatDateWeekday('en', '2026-06-03', today)).toBe('Wed 3 Jun');
  });

  it('writes a promise of several days with the words of the document', () => {
    const promise = { from: '2026-06-11', to: '2026-06-20', text: '6月中旬' };
    expect(formatFuzzy('zh-CN', promise, today)).toBe('6月11日–6月20日（6月中旬）');
    expect(formatFuzzy('en', { from: today, to: today, text: '' }, today)).toBe('2 Jun');
  });

  it('writes an instant by the clock on the wall in Asia/Shanghai', () => {
    expect(formatInstant('zh-CN', '2026-06-01T16:30:00.000Z', today)).toBe('6月2日 00:30');
    expect(formatInstant('en', '2026-06-02T00:00:00.000Z', today)).toBe('2 Jun 08:00');
  });

  it('writes file sizes', () => {
    expect([900, 421_888, 1_258_291].map(formatFileSize)).toEqual(['900 B', '412 KB', '1.2 MB']);
  });

  it('orders names by pinyin', () => {
    expect(['桥圩镇', '八塘镇', '平南县'].sort(byPinyin)).toEqual(['八塘镇', '平南县', '桥圩镇']);
  });
});
