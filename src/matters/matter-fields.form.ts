/** The fields of every form about a matter. */
import { NOT_ACCEPTED_GROUNDS, OUTCOMES } from '../../workflows/matters/matter.js';
import type { MatterAction } from '../../workflows/matters/matter.machine.js';
import { MATTER_KINDS, type PauseReason } from '../../workflows/packs/rules.js';
import { LIMIT_UNITS } from '../../workflows/time-limits/clock.js';
import type { Field } from '../http/components/form.js';
import type { Reader } from '../http/reason-text.js';

export interface Choice {
  id: string;
  name: string;
}

/** What a registration begins with. */
export interface Begun {
  applicant: { name: string; contact: string };
  title: string;
  papers: readonly string[];
  /** Account of the handler; empty where nobody is chosen yet. */
  handler: string;
  kind: string;
  /** Working days it is promised in; 0 where nothing is. */
  promised: number;
  /** True when a published item lays its limits down. */
  ofItem: boolean;
}

const people = (choices: readonly Choice[], chosen: string, { t }: Reader) => [
  { value: '', text: t('matters:choose') },
  ...choices.map(({ id, name }) => ({ value: id, text: name, chosen: id === chosen })),
];

/** The registration; kind and limits are asked for only where no published item lays them down. */
export function registrationFields(begun: Begun, colleagues: readonly Choice[], reader: Reader): Field[] {
  const { t } = reader;
  const label = (name: string) => ({ name, label: t(`fields:${name}`) });
  const limits: Field[] = [
    {
      type: 'select',
      ...label('kind'),
      options: MATTER_KINDS.map((value) => ({
        value,
        text: t(`packs:matterKind.${value}`),
        chosen: value === begun.kind,
      })),
    },
    { type: 'checkbox', ...label('onTheSpot'), hint: t('matters:hint.onTheSpot'), optional: true },
    {
      type: 'number',
      ...label('promised'),
      hint: t('matters:hint.promised'),
      value: begun.promised || '',
      min: 1,
      max: 400,
      optional: true,
    },
    {
      type: 'radios',
      ...label('limitUnit'),
      options: LIMIT_UNITS.map((value) => ({
        value,
        text: t(`matters:unit.${value}`),
        chosen: value === 'workingDays',
      })),
    },
    { type: 'number', ...label('statutory'), hint: t('matters:hint.statutory'), min: 1, max: 400, optional: true },
  ];
  return [
    {
      type: 'text',
      ...label('applicant'),
      value: begun.applicant.name,
      required: true,
      maxlength: 60,
      autocomplete: 'off',
    },
    {
      type: 'text',
      ...label('applicantContact'),
      hint: t('matters:hint.contact'),
      value: begun.applicant.contact,
      maxlength: 30,
      optional: true,
      autocomplete: 'off',
    },
    { type: 'text', ...label('title'), value: begun.title, required: true, maxlength: 200 },
    {
      type: 'textarea',
      ...label('papers'),
      hint: t(begun.ofItem ? 'matters:hint.papersOfItem' : 'matters:hint.papers'),
      value: begun.papers.join('\n'),
      rows: 3,
      optional: true,
    },
    {
      type: 'select',
      ...label('colleague'),
      hint: t('matters:hint.colleague'),
      options: people(colleagues, begun.handler, reader),
    },
    ...(begun.ofItem ? [] : limits),
  ];
}

export interface EventChoices {
  /** Colleagues of the department that handles it. */
  colleagues: readonly Choice[];
  /** What the pack lets the clock stand for. */
  pauseReasons: readonly PauseReason[];
  /** What an item asks for and has not come; what the notice begins with. */
  missing: readonly string[];
  /** Longest extension, in words. */
  longest: string;
}

/** The fields of an event's form. */
export function matterEventFields(event: MatterAction, choices: EventChoices, reader: Reader): Field[] {
  const { t, today } = reader;
  const label = (name: string) => ({ name, label: t(`fields:${name}`) });
  const area = (name: string, more: Partial<Field> = {}): Field => ({
    type: 'textarea',
    ...label(name),
    rows: 2,
    required: true,
    ...more,
  });
  const on: Field = { type: 'date', ...label('on'), value: today, max: today, required: true };
  switch (event) {
    case 'ACCEPT':
    case 'RESUME':
      return [on];
    case 'ASK_FOR_PAPERS':
      return [area('missing', { hint: t('matters:hint.missing'), value: choices.missing.join('\n'), rows: 4 })];
    case 'SUPPLY':
      return [area('papers', { hint: t('matters:hint.supplied'), value: choices.missing.join('\n'), rows: 3 })];
    case 'NOT_ACCEPT':
      return [
        {
          type: 'select',
          ...label('ground'),
          hint: t('matters:hint.ground'),
          options: NOT_ACCEPTED_GROUNDS.map((value) => ({ value, text: t(`matters:ground.${value}`) })),
        },
        area('reason'),
      ];
    case 'DECIDE':
      return [
        {
          type: 'radios',
          ...label('outcome'),
          options: OUTCOMES.map((value) => ({
            value,
            text: t(`matters:outcome.${value}`),
            chosen: value === 'granted',
          })),
        },
        area('decisionText', { rows: 3 }),
        { type: 'text', ...label('basis'), hint: t('matters:hint.basis'), maxlength: 400, required: true },
      ];
    case 'DELIVER':
      return [{ type: 'text', ...label('delivery'), hint: t('matters:hint.delivery'), maxlength: 400, required: true }];
    case 'PAUSE':
      return [
        {
          type: 'select',
          ...label('reason'),
          options: choices.pauseReasons.map((value) => ({ value, text: t(`packs:pauseReason.${value}`) })),
        },
        {
          type: 'text',
          ...label('writtenNotice'),
          hint: t('matters:hint.writtenNotice'),
          maxlength: 400,
          required: true,
        },
        {
          type: 'number',
          ...label('expectedDays'),
          min: 1,
          max: 400,
          unit: t('packs:unit.workingDays'),
          required: true,
        },
      ];
    case 'REQUEST_EXTENSION':
      return [
        { type: 'number', ...label('days'), hint: choices.longest, min: 1, max: 400, required: true },
        area('reason'),
      ];
    case 'GRANT_EXTENSION':
      return [area('remark', { required: false, optional: true })];
    case 'REFUSE_EXTENSION':
      return [area('remark')];
    case 'RECORD_ABSENCE':
      return [area('note', { hint: t('matters:hint.absence') })];
    case 'REASSIGN':
      return [
        { type: 'select', ...label('colleague'), options: people(choices.colleagues, '', reader) },
        area('reason'),
      ];
    case 'WITHDRAW':
      return [area('reason')];
  }
}
