/** The fields of every form about a first contact. */
import { COMPLAINTS } from '../../workflows/accountability/clue.js';
import type { CivilDate } from '../../workflows/dates.js';
import { CHANNELS, type InquiryFacts } from '../../workflows/inquiries/inquiry.js';
import type { InquiryAction } from '../../workflows/inquiries/inquiry.machine.js';
import type { Field } from '../http/components/form.js';
import type { Reader } from '../http/reason-text.js';
import { formatDate } from '../platform/i18n.js';

export interface Choice {
  id: string;
  name: string;
}

export interface PromiseBounds {
  /** The last day that may be promised; null where the year's notice is missing. */
  latest: CivilDate | null;
  days: number;
}

function latestText({ latest, days }: PromiseBounds, { t, locale, today }: Reader): string {
  return latest === null ? '' : t('inquiries:latest', { latest: formatDate(locale, latest, today), days });
}

/** The registration: the least that the article asks for, the promise filled in. */
export function registrationFields(bounds: PromiseBounds, phone: string, reader: Reader): Field[] {
  const { t, today } = reader;
  const label = (name: string) => ({ name, label: t(`fields:${name}`) });
  return [
    { type: 'text', ...label('askerName'), required: true, maxlength: 60, autocomplete: 'off' },
    {
      type: 'text',
      ...label('askerContact'),
      hint: t('inquiries:hint.contact'),
      maxlength: 30,
      optional: true,
      autocomplete: 'off',
    },
    { type: 'textarea', ...label('subject'), required: true, rows: 2, maxlength: 1_000 },
    { type: 'textarea', ...label('papers'), hint: t('inquiries:hint.papers'), rows: 2, optional: true },
    {
      type: 'date',
      ...label('promisedOn'),
      hint: t('inquiries:hint.promisedOn', { latest: latestText(bounds, reader) }),
      value: bounds.latest ?? '',
      min: today,
      ...(bounds.latest ? { max: bounds.latest } : {}),
      required: true,
    },
    {
      type: 'radios',
      ...label('channel'),
      options: CHANNELS.map((value) => ({ value, text: t(`inquiries:channel.${value}`), chosen: value === 'counter' })),
    },
    { type: 'text', ...label('phone'), hint: t('inquiries:hint.phone'), value: phone, maxlength: 30, optional: true },
  ];
}

export interface EventChoices {
  /** Colleagues of the department that has it. */
  colleagues: readonly Choice[];
  /** Everybody who could be designated. */
  everybody: readonly Choice[];
  departments: readonly Choice[];
  bounds: PromiseBounds;
}

/** The fields of an event's form. */
export function inquiryEventFields(
  event: InquiryAction,
  _facts: InquiryFacts,
  choices: EventChoices,
  reader: Reader,
): Field[] {
  const { t, today } = reader;
  const label = (name: string) => ({ name, label: t(`fields:${name}`) });
  const why: Field = { type: 'textarea', ...label('reason'), rows: 2, required: true };
  const person = (people: readonly Choice[], hint = ''): Field => ({
    type: 'select',
    ...label('colleague'),
    ...(hint ? { hint } : {}),
    options: [{ value: '', text: t('inquiries:choose') }, ...people.map(({ id, name }) => ({ value: id, text: name }))],
  });
  const { latest } = choices.bounds;
  const promise: Field = {
    type: 'date',
    ...label('promisedOn'),
    hint: latestText(choices.bounds, reader),
    value: latest ?? '',
    min: today,
    ...(latest ? { max: latest } : {}),
    required: true,
  };
  const papers: Field = {
    type: 'textarea',
    ...label('papers'),
    hint: t('inquiries:hint.papers'),
    rows: 2,
    required: true,
  };
  switch (event) {
    case 'ANSWER':
      return [{ type: 'textarea', ...label('answer'), rows: 3, required: true }];
    case 'HAND_OVER':
      return [
        person(choices.colleagues, t('inquiries:hint.to')),
        { type: 'textarea', ...label('why'), rows: 2, required: true },
      ];
    case 'ACCEPT':
      return [];
    case 'GIVE_NOTICE':
      return [
        { type: 'textarea', ...label('missing'), hint: t('inquiries:hint.missing'), rows: 3, required: true },
        { type: 'textarea', ...label('procedure'), hint: t('inquiries:hint.procedure'), rows: 2, required: true },
      ];
    case 'SUPPLY':
      return [papers];
    case 'REFER':
      return [
        {
          type: 'select',
          ...label('department'),
          hint: t('inquiries:hint.department'),
          options: [
            { value: '', text: t('inquiries:choose') },
            ...choices.departments.map(({ id, name }) => ({ value: id, text: name })),
          ],
        },
        { type: 'text', ...label('unitName'), maxlength: 120, optional: true },
        { type: 'text', ...label('address'), maxlength: 200, required: true },
        { type: 'text', ...label('phone'), maxlength: 30, optional: true },
        why,
      ];
    case 'DESIGNATE':
      return [person(choices.everybody), promise, why];
    case 'MOVE_PROMISE':
      return [promise, why];
    case 'COMPLAIN':
      return [
        {
          type: 'select',
          ...label('breach'),
          options: COMPLAINTS.map((value) => ({ value, text: t(`cases:breach.${value}`) })),
        },
        { type: 'textarea', ...label('complaint'), rows: 2, required: true },
      ];
    case 'BOUNCE':
    case 'ESCALATE':
    case 'WITHDRAW':
      return [why];
  }
}
