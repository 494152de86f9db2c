/** The working-day calendar: the years that are known, and a form to enter a year from its notice. */

import type { Request, Response } from 'express';
import { z } from 'zod';
import type { CalendarYear } from '../../workflows/calendar.js';
import { type CivilDate, daysBetween } from '../../workflows/dates.js';
import { errorSummary, errorsByField, field } from '../http/components/form.js';
import { conflictOf } from '../http/conflict.page.js';
import { type FormAgain, formAgain } from '../http/form-again.js';
import { actorIn, readerOf } from '../http/locals.js';
import type { Reader } from '../http/reason-text.js';
import type { Route } from '../http/routes.js';
import type { Clock } from '../platform/clock.js';
import { formatDate } from '../platform/i18n.js';
import { read, text } from '../platform/validate.js';
import type { Calendars } from './calendars.js';
import { readDays, spans, writeDays } from './written-days.js';

const sent = z.strictObject({
  _csrf: z.string().optional(),
  rev: z.coerce.number().int().min(0),
  year: z.coerce.number().int().min(2000).max(2100),
  notice: text(300),
  daysOff: text(6_000),
  makeUpDays: text(6_000),
});

/** The days of a year by holiday, for reading; the page is headed by the year. */
function spansOf(days: Record<CivilDate, string>, { t, locale }: Reader): { name: string; text: string }[] {
  const byName = new Map<string, string[]>();
  const shown = (day: CivilDate) => formatDate(locale, day, day);
  for (const { from, to, name } of spans(days)) {
    const count = daysBetween(from, to) + 1;
    const text = from === to ? shown(from) : t('calendar:span', { from: shown(from), to: shown(to), count });
    byName.set(name, [...(byName.get(name) ?? []), text]);
  }
  return [...byName].map(([name, list]) => ({ name, text: list.join(t('common:listSeparator')) }));
}

export function calendarRoutes({ calendars, clock }: { calendars: Calendars; clock: Clock }): Route[] {
  async function page(req: Request, res: Response, again: FormAgain | null): Promise<void> {
    const reader = readerOf(res);
    const { t } = reader;
    const years = await calendars.years();
    const asked = again ? again.typed.year : req.query.year;
    const known = years.find(({ year }) => String(year) === asked);
    const next = Math.max(...years.map(({ year }) => year)) + 1;
    const errors = again ? errorsByField(reader, again.reasons) : {};
    const state = { errors, ...(again ? { typed: again.typed } : {}) };
    const label = (name: string) => ({ label: t(`calendar:field.${name}`), hint: t(`calendar:hint.${name}`) });
    res.status(again?.status ?? 200).render('calendars/index', {
      page: { title: t('calendar:title') },
      lead: t('calendar:lead'),
      conflict: conflictOf(again, 'calendar', reader),
      errors: again && again.changes.length === 0 ? errorSummary(reader, again.reasons) : null,
      rev: known?.rev ?? 0,
      years: years.map((one) => ({
        title: t('calendar:year', { year: one.year }),
        notice: one.notice,
        link: /^https?:\/\//.test(one.notice) ? one.notice : null,
        by: one.enteredBy ? t('calendar:enteredBy', { name: one.enteredBy }) : t('calendar:shipped'),
        daysOff: spansOf(one.daysOff, reader),
        makeUpDays: spansOf(one.makeUpDays, reader),
        edit: `/admin/calendar?year=${one.year}#form`,
      })),
      formTitle: t(known ? 'calendar:correct' : 'calendar:enter', { year: known?.year ?? next }),
      fields: [
        field(
          { type: 'number', name: 'year', ...label('year'), min: 2000, max: 2100, value: known?.year ?? next },
          state,
        ),
        field({ type: 'text', name: 'notice', ...label('notice'), value: known?.notice ?? '' }, state),
        field(
          {
            type: 'textarea',
            name: 'daysOff',
            rows: 6,
            ...label('daysOff'),
            value: known ? writeDays(known.daysOff) : '',
          },
          state,
        ),
        field(
          {
            type: 'textarea',
            name: 'makeUpDays',
            rows: 5,
            ...label('makeUpDays'),
            value: known ? writeDays(known.makeUpDays) : '',
          },
          state,
        ),
      ],
    });
  }

  return [
    {
      method: 'get',
      path: '/admin/calendar',
      action: 'admin.calendar',
      handler: async (req, res) => {
        if (typeof req.query.done === 'string') {
          res.locals.notice = { kind: 'done', text: readerOf(res).t('calendar:done') };
        }
        await page(req, res, null);
      },
    },
    {
      method: 'post',
      path: '/admin/calendar',
      action: 'admin.calendar',
      handler: async (req, res) => {
        const typed = { ...req.body } as Record<string, unknown>;
        try {
          const { rev, year, notice, daysOff, makeUpDays } = read(sent, typed);
          const entered: CalendarYear = {
            year,
            notice,
            daysOff: readDays(daysOff, 'daysOff'),
            makeUpDays: readDays(makeUpDays, 'makeUpDays'),
          };
          await calendars.enter(entered, rev, { by: actorIn(res), at: clock.now() });
          res.redirect(303, '/admin/calendar?done=1');
        } catch (error) {
          await page(req, res, formAgain(error, typed));
        }
      },
    },
  ];
}
