/** Forms of the breakdown: add a task or a part of one, do the same to many. */
import { newTask } from '../../workflows/tasks/task.js';
import { type ErrorSummary, errorSummary, errorsByField, type Field, field } from '../http/components/form.js';
import type { Reader } from '../http/reason-text.js';
import { may } from '../people/policy.js';
import type { TaskRecord } from '../tasks/task.query.js';
import { planSpecs } from '../tasks/task-fields.form.js';
import type { BreakdownShown } from './breakdown.page.js';

export interface AddForm {
  id: string;
  summary: string;
  open: boolean;
  errors: ErrorSummary | null;
  hidden: { name: string; value: string }[];
  fields: Field[];
}

const ADDED = ['title', 'leadDepartment', 'dueTo', 'requirement', 'outcomes'];

/** Whether a form that was not taken is this one. */
function isMine(typed: Record<string, unknown>, group: string, whole: TaskRecord | null): boolean {
  if (whole || typed.parent) return typed.parent === whole?.id;
  return group === '' ? typed.newGroup === '1' : typed.newGroup !== '1' && typed.group === group;
}

/** The form that adds a task, or a part of `whole`; without a group it asks for one. */
export function addForm(group: string, b: BreakdownShown, reader: Reader, whole: TaskRecord | null = null): AddForm {
  const { t } = reader;
  const { phase, campaign, choices, key, again } = b;
  const mine = again && isMine(again.typed, group, whole) ? again : null;
  const name = whole ? whole.facts.code : group || 'group';
  const idPrefix = `add-${name}-`;
  const state = mine ? { typed: mine.typed, errors: errorsByField(reader, mine.reasons), idPrefix } : { idPrefix };
  const facts = newTask({ campaign: campaign.id, phase: phase.facts.key, code: '', title: '' });
  const specs = planSpecs({ facts, reader, choices, planned: null, leads: false }).filter(({ name }) =>
    (whole ? [...ADDED, 'weight'] : ADDED).includes(name),
  );
  const asked: Field[] =
    group === '' ? [{ type: 'text', name: 'group', label: t('breakdown:prefix'), maxlength: 6, required: true }] : [];
  return {
    id: `add-${name}`,
    summary: group === '' ? t('breakdown:addGroup') : t('breakdown:add', { prefix: name }),
    open: mine !== null || whole !== null,
    errors: mine ? errorSummary(reader, mine.reasons, idPrefix) : null,
    hidden: [
      { name: 'campaign', value: campaign.id },
      { name: 'phase', value: phase.facts.key },
      { name: 'key', value: `${key}-add-${name}` },
      ...(whole ? [{ name: 'parent', value: whole.id }] : []),
      group === '' ? { name: 'newGroup', value: '1' } : { name: 'group', value: group },
    ],
    fields: [...asked, ...specs].map((spec) => field(spec, state)),
  };
}

/** What can be done with the tasks that are ticked. */
export function manyForm({ campaign, phase, actor, choices, key, again }: BreakdownShown, reader: Reader) {
  const { t } = reader;
  const mine = again && again.typed.do !== undefined ? again : null;
  const state = mine
    ? { typed: mine.typed, errors: errorsByField(reader, mine.reasons), idPrefix: 'many-' }
    : { idPrefix: 'many-' };
  const options = choices.departments.map(({ id, name }) => ({ value: id, text: name }));
  const does = (value: string, kind = 'second') => ({ value, text: t(`breakdown:do.${value}`), kind });
  return {
    hidden: [
      { name: 'campaign', value: campaign.id },
      { name: 'phase', value: phase.facts.key },
      { name: 'key', value: `${key}-many` },
    ],
    steps: [
      { fields: [], button: does('ASSIGN') },
      {
        fields: [
          field(
            {
              type: 'select',
              name: 'leadDepartment',
              label: t('fields:leadDepartment'),
              options: [{ value: '', text: t('tasks:none') }, ...options],
            },
            state,
          ),
        ],
        button: does('LEAD'),
      },
      { fields: [field({ type: 'date', name: 'due', label: t('fields:due') }, state)], button: does('DUE') },
      {
        fields: [
          field({ type: 'checkboxes', name: 'departments', label: t('breakdown:copyTo'), options }, state),
          field({ type: 'checkbox', name: 'asParts', label: t('breakdown:asParts'), value: '1' }, state),
        ],
        button: does('COPY'),
        folded: t('breakdown:do.COPY'),
      },
      ...(may(actor, 'task.CANCEL').allowed
        ? [
            {
              fields: [field({ type: 'text', name: 'reason', label: t('fields:reason'), maxlength: 200 }, state)],
              button: does('CANCEL', 'grave'),
            },
          ]
        : []),
    ],
  };
}
