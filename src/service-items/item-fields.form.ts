/** The fields of every form about an item of service. */
import {
  ITEM_KINDS,
  type ItemReference,
  type ServiceItemPlan,
  WITHDRAWAL_GROUNDS,
} from '../../workflows/service-items/service-item.js';
import type { ServiceItemAction } from '../../workflows/service-items/service-item.machine.js';
import { LIMIT_UNITS } from '../../workflows/time-limits/clock.js';
import type { Field } from '../http/components/form.js';
import type { Reader } from '../http/reason-text.js';

export interface Choice {
  id: string;
  name: string;
}

const MOST_DAYS = 400;

/** Everything of an item that can be edited; `plan` is what stands now, null for a new one. */
export function planFields(plan: ServiceItemPlan | null, departments: readonly Choice[], reader: Reader): Field[] {
  const { t } = reader;
  const label = (name: string) => ({ name, label: t(`fields:${name}`) });
  const hinted = (name: string) => ({ ...label(name), hint: t(`serviceItems:hint.${name}`) });
  const lines = (name: 'papers' | 'steps'): Field => ({
    type: 'textarea',
    ...hinted(name),
    value: plan?.[name].join('\n') ?? '',
    rows: 4,
    optional: true,
  });
  const line = (name: string, value: string | undefined, maxlength: number): Field => ({
    type: 'text',
    ...hinted(name),
    value: value ?? '',
    maxlength,
    optional: true,
  });
  const number = (name: 'promised' | 'statutory', value: number | '' | undefined): Field => ({
    type: 'number',
    ...hinted(name),
    value: value ?? '',
    min: 1,
    max: MOST_DAYS,
    optional: true,
  });
  const chosen = plan?.department ?? (departments.length === 1 ? departments[0]?.id : '');
  return [
    {
      type: 'select',
      ...hinted('department'),
      options: [
        ...(departments.length === 1 ? [] : [{ value: '', text: t('serviceItems:hint.choose') }]),
        ...departments.map(({ id, name }) => ({ value: id, text: name, chosen: id === chosen })),
      ],
      required: true,
    },
    { type: 'text', ...label('title'), value: plan?.title ?? '', maxlength: 120, required: true },
    {
      type: 'select',
      ...label('kind'),
      options: ITEM_KINDS.map((value) => ({
        value,
        text: t(`packs:matterKind.${value}`),
        chosen: value === (plan?.kind ?? 'service'),
      })),
    },
    { type: 'checkbox', ...label('onTheSpot'), chosen: plan?.onTheSpot ?? false, optional: true },
    number('promised', plan?.onTheSpot ? '' : plan?.promised.n),
    number('statutory', plan?.statutory?.n),
    {
      type: 'radios',
      ...hinted('limitUnit'),
      options: LIMIT_UNITS.map((value) => ({
        value,
        text: t(`matters:unit.${value}`),
        chosen: value === (plan?.statutory?.unit ?? plan?.promised.unit ?? 'workingDays'),
      })),
    },
    line('legalBasis', plan?.legalBasis, 400),
    { type: 'checkbox', ...label('inCentre'), chosen: plan?.inCentre ?? false, optional: true },
    lines('papers'),
    lines('steps'),
    line('fee', plan?.fee, 200),
    line('venue', plan?.place, 200),
    { ...line('phone', plan?.phone, 30), autocomplete: 'off' },
  ];
}

export interface EventChoices {
  departments: readonly Choice[];
  /** Published items it can be merged into. */
  others: readonly ItemReference[];
  plan: ServiceItemPlan;
  published: boolean;
}

/** The fields of an event's form. */
export function itemEventFields(event: ServiceItemAction, choices: EventChoices, reader: Reader): Field[] {
  const { t } = reader;
  const label = (name: string) => ({ name, label: t(`fields:${name}`) });
  const reason: Field = { type: 'textarea', ...label('reason'), rows: 2, required: true };
  switch (event) {
    case 'PUBLISH':
      return [];
    case 'EDIT':
      return [
        ...planFields(choices.plan, choices.departments, reader),
        ...(choices.published ? [{ ...reason, hint: t('serviceItems:hint.reason') }] : []),
      ];
    case 'WITHDRAW':
      return [
        {
          type: 'radios',
          ...label('withdrawal'),
          options: WITHDRAWAL_GROUNDS.map((value) => ({
            value,
            text: t(`serviceItems:ground.${value}`),
            chosen: value === 'abolished',
          })),
        },
        {
          type: 'select',
          ...label('mergedInto'),
          hint: t('serviceItems:hint.mergedInto'),
          options: [
            { value: '', text: t('serviceItems:hint.choose') },
            ...choices.others.map(({ id, code, title }) => ({ value: id, text: `${code} ${title}` })),
          ],
          optional: true,
        },
        reason,
      ];
    case 'REOPEN':
      return [reason];
  }
}
