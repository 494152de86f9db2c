import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readDays, writeDays } from '../../src/calendars/written-days.js';
import { InvalidForm } from '../../src/platform/errors.js';
import { addWorkingDays, isWorkingDay } from '../../workflows/calendar.js';
import { createTestApp } from '../support/app.js';

describe('days as people type them', () => {
  it('are read as spans and single days, with the name of the holiday', () => {
    expect(readDays('2027-02-05..2027-02-07 春节\n\n2027-01-01 元旦', 'daysOff')).toEqual({
      '2027-02-05': '春节',
      '2027-02-06': '春节',
      '2027-02-07': '春节',
      '2027-01-01': '元旦',
    });
  });

  it('come back in the form they were typed in', () => {
    const lines = '2027-01-01 元旦\n2027-02-05..2027-02-11 春节';
    expect(writeDays(readDays(lines, 'daysOff'))).toBe(lines);
  });

  it.each(['2027-02-30 春节', '2027-02-05..2027-02-01 春节', '春节', '2027-01-01', '2027-01-01..2028-01-01 元旦'])(
    'are refused with the number of the line that cannot be read: %s',
    (line) => {
      const read = () => readDays(`2027-01-01 元旦\n${line}`, 'daysOff');
      expect(read).toThrow(InvalidForm);
      try {
        read();
      } catch (error) {
        expect((error as InvalidForm).reasons).toMatchObject([{ code: 'calendar.badLine', params: { line: 2 } }]);
      }
    },
  );
});

describe('the calendar of an installation', () => {
  let app: Awaited<ReturnType<typeof createTestApp>>;
  beforeAll(async () => {
    app = await createTestApp();
  });
  afterAll(() => app.close());

  it('shows the years it knows and where each was taken from', async () => {
    const agent = await app.agentFor('system_administrator');
    const { text, status } = await agent.get('/admin/calendar');
    expect(status).toBe(200);
    expect(text).toContain('2026 年');
    expect(text).toContain('content_7047091');
  });

  it('counts a year from the moment its notice is entered, and not before', async () => {
    const before = await app.wiring.calendars.calendar();
    expect(() => isWorkingDay(before, '2027-01-04')).toThrow();
    const agent = await app.agentFor('system_administrator');
    await agent.get('/admin/calendar');
    const sent = await agent.post('/admin/calendar', {
      year: '2027',
      notice: '国办发明电〔2026〕0号（测试）',
      daysOff: '2027-01-01..2027-01-03 元旦',
      makeUpDays: '2027-01-09 元旦',
    });
    expect(sent.status).toBe(303);
    const after = await app.wiring.calendars.calendar();
    expect(isWorkingDay(after, '2027-01-09')).toBe(true);
    expect(addWorkingDays(after, '2026-12-31', 1)).toBe('2027-01-04');
  });

  it('brings the form back with everything typed when a line is wrong', async () => {
    const agent = await app.agentFor('system_administrator');
    const sent = { year: '2028', notice: '通知', daysOff: '2028-02-31 春节', makeUpDays: '' };
    await agent.get('/admin/calendar');
    const { status, text } = await agent.post('/admin/calendar', sent);
    expect(status).toBe(422);
    expect(text).toContain('2028-02-31 春节');
    expect(text).toContain('第 1 行');
  });
});
