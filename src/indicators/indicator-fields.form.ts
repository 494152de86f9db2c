/** The fields of every form about an indicator, with the stored values in them. */
import { stands } from '../../workflows/evidence.js';
import { EVERY, type IndicatorFacts, openPeriods } from '../../workflows/indicators/indicator.js';
import type { IndicatorAction } from '../../workflows/indicators/indicator.machine.js';
import { reaches } from '../../workflows/indicators/line.js';
import { MEASURED_OF, MEASURES } from '../../workflows/indicators/measures.js';
import type { Field } from '../http/components/form.js';
import type { Reader } from '../http/reason-text.js';
import { formatDate } from '../platform/i18n.js';

export interface Choice {
  id: string;
  name: string;
}

/** The plan of an indicator, empty for a new one. */
export function planFields(facts: IndicatorFacts | null, owners: readonly Choice[], { t }: Reader): Field[] {
  const label = (name: string) => ({ name, label: t(`fields:${name}`) });
  const targets = facts?.targets.map(({ by, value, words }) => `${by.to} ${value} ${words}`.trim()).join('\n');
  return [
    { type: 'text', ...label('title'), value: facts?.title ?? '', required: true, maxlength: 120 },
    { type: 'textarea', ...label('definition'), value: facts?.definition ?? '', required: true, rows: 2 },
    { type: 'text', ...label('unit'), value: facts?.unit ?? '%', required: true, maxlength: 20 },
    {
      type: 'radios',
      ...label('direction'),
      options: (['atLeast', 'atMost'] as const).map((value) => ({
        value,
        text: t(`indicators:directions.${value}`),
        chosen: value === (facts?.direction ?? 'atLeast'),
      })),
    },
    {
      type: 'text',
      ...label('baseline'),
      value: facts?.baseline ?? '',
      hint: t('indicators:hint.baseline'),
      optional: true,
    },
    {
      type: 'textarea',
      ...label('targets'),
      value: targets ?? '',
      hint: t('indicators:hint.targets'),
      rows: 3,
      required: true,
    },
    {
      type: 'select',
      ...label('every'),
      options: EVERY.map((value) => ({
        value,
        text: t(`indicators:everys.${value}`),
        chosen: value === (facts?.every ?? 'month'),
      })),
    },
    {
      type: 'select',
      ...label('owner'),
      options: [
        { value: '', text: t('indicators:choose') },
        ...owners.map(({ id, name }) => ({ value: id, text: name, chosen: id === facts?.owner })),
      ],
    },
    {
      type: 'select',
      ...label('measure'),
      hint: t('indicators:hint.measure'),
      options: [
        { value: '', text: t('indicators:entered'), chosen: !facts?.measure },
        ...MEASURES.map((value) => ({
          value,
          text: t(`indicators:measure.${value}`),
          chosen: value === facts?.measure,
        })),
      ],
    },
    {
      type: 'radios',
      ...label('measuredOf'),
      options: MEASURED_OF.map((value) => ({
        value,
        text: t(`indicators:measuredOf.${value}`),
        chosen: value === (facts?.measuredOf ?? 'all'),
      })),
    },
  ];
}

/** The fields of an event's form. */
export function eventFields(
  event: IndicatorAction,
  facts: IndicatorFacts,
  owners: readonly Choice[],
  reader: Reader,
): Field[] {
  const { t, locale, today } = reader;
  const label = (name: string) => ({ name, label: t(`fields:${name}`) });
  const periods = (ends: readonly string[]): Field => ({
    type: 'select',
    ...label('period'),
    options: ends.map((end, i) => ({
      value: end,
      text: t('indicators:to', { on: formatDate(locale, end, today) }),
      chosen: i === 0,
    })),
  });
  const value: Field = { type: 'text', ...label('value'), unit: facts.unit, required: true, maxlength: 20 };
  const why: Field = { type: 'textarea', ...label('reason'), rows: 2, required: true };
  switch (event) {
    case 'ENTER_VALUE':
      return [
        periods(openPeriods(facts, today)),
        value,
        {
          type: 'textarea',
          name: 'note',
          label: t('indicators:column.note'),
          hint: t('indicators:hint.note'),
          rows: 2,
          required: true,
        },
      ];
    case 'ATTACH':
      return [];
    case 'WITHDRAW_EVIDENCE':
      return [
        {
          type: 'select',
          ...label('file'),
          options: facts.files
            .filter(stands)
            .map(({ file, name }, i) => ({ value: file, text: name, chosen: i === 0 })),
        },
        why,
      ];
    case 'CORRECT_VALUE':
      return [periods(facts.values.map(({ period }) => period).reverse()), value, why];
    case 'SETTLE':
      return [
        {
          type: 'radios',
          ...label('reached'),
          options: (['yes', 'no'] as const).map((answer) => ({
            value: answer,
            text: t(`indicators:reached.${answer}`),
            chosen: (answer === 'yes') === reaches(facts),
          })),
        },
        {
          type: 'textarea',
          name: 'note',
          label: t('indicators:column.note'),
          hint: t('indicators:hint.settle'),
          rows: 2,
          required: true,
        },
      ];
    case 'EDIT':
      return [...planFields(facts, owners, reader), why];
    case 'REOPEN':
    case 'CANCEL':
      return [why];
  }
}
