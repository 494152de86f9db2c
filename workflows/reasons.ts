/** Reasons that rules of every kind give: something is missing, a date does not exist, a year is not published. */
import { type Calendar, isPublished, UnpublishedYear } from './calendar.js';
import { type CivilDate, type FuzzyDate, isCivilDate } from './dates.js';
import type { Moment } from './moment.js';
import type { Reason, Rule } from './step.js';

/** A field that must be filled. */
export function missing(value: string | null | undefined, field: string): Reason[] {
  return value?.trim() ? [] : [{ code: 'required', field, params: { field } }];
}

const PHONE = /^\+?\d[\d\s()-]{4,24}$/;

/** A phone number in digits; none at all is none. `article` says who asks for it. */
export function phoneNumber(typed: string, field: string, article: string): Reason[] {
  return typed === '' || PHONE.test(typed) ? [] : [{ code: 'notAPhone', field, params: { article } }];
}

/** A day that must exist. */
export function existing(date: CivilDate, field: string): Reason[] {
  return isCivilDate(date) ? [] : [{ code: 'badDate', field, params: { field } }];
}

/** A promised date exists and does not end before it begins. */
export function promise(due: FuzzyDate | null, field: string): Reason[] {
  if (!due) return [];
  if (!isCivilDate(due.from) || !isCivilDate(due.to)) return [{ code: 'badDate', field, params: { field } }];
  return due.from > due.to ? [{ code: 'datesReversed', field }] : [];
}

/** The working-day notice of a day's year must have been entered. */
export function published(calendar: Calendar, date: CivilDate, field: string): Reason[] {
  return isPublished(calendar, date) ? [] : [{ code: 'unpublishedYear', field, params: { year: date.slice(0, 4) } }];
}

/** A new date must exist, lie ahead and in a year whose working-day notice is entered. */
export function newDate(date: CivilDate, { calendar, today }: Moment, field: string): Reason[] {
  if (!isCivilDate(date)) return existing(date, field);
  if (date < today) return [{ code: 'dateInThePast', field, params: { date } }];
  return published(calendar, date, field);
}

/** A sum that runs into a year without its notice is a reason, never a guess. */
export function countable(sum: () => unknown, field?: string): Reason[] {
  try {
    sum();
    return [];
  } catch (error) {
    if (!(error instanceof UnpublishedYear)) throw error;
    return [{ code: 'unpublishedYear', params: { year: String(error.year) }, ...(field && { field }) }];
  }
}

/** Only the clock and other records put such an event; a person never does. */
export const onlySystem: Rule<object, { type: string }> = (_facts, { actor }) =>
  actor.kind === 'person' ? [{ code: 'onlySystem' }] : [];
