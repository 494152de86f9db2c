/** The fields of every form about a task, with the stored values or what was typed in them. */
import type { Checkpoint, TaskFacts } from '../../workflows/tasks/task.js';
import type { TaskAction } from '../../workflows/tasks/task.machine.js';
import { type Field, type FormState, field, type Option } from '../http/components/form.js';
import type { Reader } from '../http/reason-text.js';
import { formatDate } from '../platform/i18n.js';

/** A choice of departments and of readiness items, in the order to show them. */
export interface Choices {
  departments: { id: string; name: string }[];
  readinessItems: { key: string; title: string }[];
}

export interface FieldsOf {
  facts: TaskFacts;
  reader: Reader;
  choices: Choices;
  /** Percent that should be done today; null when nothing is promised. */
  planned: number | null;
  /** True for the department that leads; another reports its part. */
  leads: boolean;
}

type Spec = Field;

const text = (name: string, label: string, more: Partial<Spec> = {}): Spec => ({ type: 'text', name, label, ...more });
const area = (name: string, label: string, more: Partial<Spec> = {}): Spec => ({
  type: 'textarea',
  name,
  label,
  rows: 3,
  ...more,
});

/** Options of departments; the first is nobody. */
function departmentOptions({ choices, reader }: FieldsOf, chosen: string | null, without?: string | null): Option[] {
  const { t } = reader;
  const known = choices.departments.filter(({ id }) => id !== without);
  return [
    { value: '', text: t('tasks:choose'), chosen: chosen === null },
    ...known.map(({ id, name }) => ({ value: id, text: name, chosen: id === chosen })),
  ];
}

function coDepartments(given: FieldsOf): Spec {
  const chosen = new Set(given.facts.coDepartments);
  return {
    type: 'checkboxes',
    name: 'coDepartments',
    label: given.reader.t('fields:coDepartments'),
    optional: true,
    options: given.choices.departments
      .filter(({ id }) => id !== given.facts.leadDepartment || chosen.has(id))
      .map(({ id, name }) => ({ value: id, text: name, chosen: chosen.has(id) })),
  };
}

/** The report's fields; why the percentage fell is asked only once it has. */
export function reportFields(given: FieldsOf, state: FormState, { short = false } = {}): Field[] {
  const { facts, reader, planned, leads } = given;
  const { t, locale, today } = reader;
  const last = leads ? facts.lastReport : null;
  const hint = last
    ? t('tasks:hint.textLast', { on: formatDate(locale, last.on, today), text: last.text })
    : t('tasks:hint.text');
  const specs: Spec[] = [area('text', t('fields:text'), { hint, required: true })];
  if (!leads) {
    specs.push({ type: 'checkbox', name: 'done', label: t('tasks:hint.done'), value: 'on' });
    return specs.map((spec) => field(spec, state));
  }
  const percentHint =
    planned === null
      ? t('tasks:hint.percentPlain', { last: facts.percent })
      : t('tasks:hint.percent', { last: facts.percent, planned });
  specs.push({
    type: 'range',
    name: 'percent',
    label: t('fields:percent'),
    hint: percentHint,
    value: facts.percent,
    unit: '%',
  });
  if (state.errors?.reason || state.typed?.reason) {
    specs.push(text('reason', t('fields:reason'), { hint: t('tasks:hint.percentFell') }));
  }
  specs.push(text('problem', t('fields:problem'), { optional: true }));
  if (!short) specs.push(text('nextStep', t('fields:nextStep'), { optional: true }));
  return specs.map((spec) => field(spec, state));
}

/** A row of three fields per checkpoint, and two rows for new ones. */
function checkpointSpecs({ facts, reader }: FieldsOf): Spec[] {
  const { t } = reader;
  const empty: Checkpoint = {
    key: '',
    title: '',
    due: { from: '', to: '', text: '' },
    evidenceRequired: false,
    passedOn: null,
    note: '',
  };
  return [...facts.checkpoints, empty, empty].flatMap(({ key, title, due, evidenceRequired }, n): Spec[] => [
    { type: 'hidden', name: `cp${n}Key`, label: '', value: key },
    { type: 'hidden', name: `cp${n}Text`, label: '', value: due.text },
    text(`cp${n}Title`, t('tasks:row.checkpoint', { n: n + 1 }), { value: title, optional: key === '' }),
    {
      type: 'date',
      name: `cp${n}From`,
      label: t('fields:dueFrom'),
      optional: true,
      value: due.from === due.to ? '' : due.from,
    },
    { type: 'date', name: `cp${n}To`, label: t('fields:dueTo'), value: due.to },
    {
      type: 'checkbox',
      name: `cp${n}Evidence`,
      label: t('tasks:checkpointEvidence'),
      value: 'on',
      chosen: evidenceRequired,
    },
  ]);
}

/** The whole plan of a draft. */
export function planSpecs(given: FieldsOf): Spec[] {
  const { facts, reader, choices } = given;
  const { t } = reader;
  const { due } = facts;
  return [
    text('title', t('fields:title'), { value: facts.title, required: true, maxlength: 200 }),
    area('requirement', t('fields:requirement'), { value: facts.requirement }),
    area('outcomes', t('fields:outcomes'), { value: facts.outcomes.join('\n'), hint: t('tasks:hint.outcomes') }),
    {
      type: 'radios',
      name: 'origin',
      label: t('fields:origin'),
      options: (['mandated', 'local'] as const).map((value) => ({
        value,
        text: t(`tasks:origin.${value}`),
        chosen: value === facts.origin,
      })),
    },
    {
      type: 'select',
      name: 'leadDepartment',
      label: t('fields:leadDepartment'),
      options: departmentOptions(given, facts.leadDepartment),
    },
    coDepartments(given),
    { type: 'date', name: 'dueTo', label: t('fields:dueTo'), hint: t('tasks:hint.due'), value: due?.to ?? '' },
    {
      type: 'date',
      name: 'dueFrom',
      label: t('fields:dueFrom'),
      hint: t('tasks:hint.dueFrom'),
      optional: true,
      value: due && due.from !== due.to ? due.from : '',
    },
    text('dueText', t('fields:dueText'), {
      hint: t('tasks:hint.dueText'),
      optional: true,
      value: due?.text ?? '',
      maxlength: 60,
    }),
    ...checkpointSpecs(given),
    {
      type: 'number',
      name: 'reportEvery',
      label: t('fields:reportEvery'),
      hint: t('tasks:hint.reportEvery'),
      value: facts.reportEvery,
      min: 0,
      max: 60,
    },
    {
      type: 'number',
      name: 'weight',
      label: t('fields:weight'),
      hint: t('tasks:hint.weight'),
      value: facts.weight,
      min: 1,
      max: 100,
    },
    {
      type: 'select',
      name: 'readinessItem',
      label: t('fields:readinessItem'),
      optional: true,
      options: [
        { value: '', text: t('tasks:none'), chosen: facts.readinessItem === '' },
        ...choices.readinessItems.map(({ key, title }) => ({
          value: key,
          text: title,
          chosen: key === facts.readinessItem,
        })),
      ],
    },
  ];
}

function splitSpecs(given: FieldsOf, typed: Record<string, unknown> | undefined): Spec[] {
  const { t } = given.reader;
  let rows = 3;
  while (typed && typeof typed[`part${rows}Title`] === 'string') rows += 1;
  return Array.from({ length: rows }, (_, n): Spec[] => [
    text(`part${n}Title`, t('tasks:row.title', { n: n + 1 }), n === 0 ? { hint: t('tasks:hint.parts') } : {}),
    {
      type: 'select',
      name: `part${n}Lead`,
      label: t('fields:leadDepartment'),
      options: departmentOptions(given, null),
    },
    { type: 'date', name: `part${n}Due`, label: t('fields:dueTo'), optional: true },
  ]).flat();
}

/** The choice of what a file proves. */
function aboutOptions({ facts, reader }: FieldsOf): Option[] {
  return [
    { value: '', text: reader.t('tasks:forOutcome'), chosen: true },
    ...facts.checkpoints.map(({ key, title }) => ({ value: key, text: title })),
  ];
}

function specsOf(type: TaskAction, given: FieldsOf, state: FormState): Spec[] {
  const { facts, reader } = given;
  const { t, locale, today } = reader;
  const reason = area('reason', t('fields:reason'), { required: true });
  switch (type) {
    case 'EDIT':
      return planSpecs(given);
    case 'RETURN':
      return [{ ...reason, hint: t('tasks:hint.return') }];
    case 'REASSIGN':
      return [
        {
          type: 'select',
          name: 'leadDepartment',
          label: t('fields:leadDepartment'),
          options: departmentOptions(given, null),
        },
        area('answer', t('fields:answer'), { hint: t('tasks:hint.answer'), optional: true }),
      ];
    case 'AMEND':
      return [
        text('title', t('fields:title'), { value: facts.title, required: true, maxlength: 200 }),
        area('requirement', t('fields:requirement'), { value: facts.requirement, required: true }),
        coDepartments(given),
        { ...reason, hint: t('tasks:hint.amend') },
      ];
    case 'SPLIT':
      return splitSpecs(given, state.typed);
    case 'ATTACH':
      return [
        { type: 'select', name: 'about', label: t('fields:about'), options: aboutOptions(given) },
        { type: 'file', name: 'file', label: t('fields:file'), hint: t('tasks:hint.file'), multiple: true },
      ];
    case 'PASS_CHECKPOINT':
      return [area('note', t('fields:note'), { optional: true, rows: 2 })];
    case 'WITHDRAW_EVIDENCE':
      return [reason];
    case 'REVIEW_EVIDENCE':
      return [
        {
          type: 'radios',
          name: 'verdict',
          label: t('fields:verdict'),
          options: (['approved', 'rejected'] as const).map((value) => ({ value, text: t(`tasks:review.${value}`) })),
        },
        text('remark', t('fields:remark'), { optional: true }),
      ];
    case 'REQUEST_EXTENSION':
      return [
        {
          type: 'date',
          name: 'to',
          label: t('fields:to'),
          ...(facts.due
            ? { hint: t('tasks:hint.extensionTo', { due: formatDate(locale, facts.due.to, today) }), min: facts.due.to }
            : {}),
        },
        reason,
        area('progress', t('fields:progress'), { required: true }),
      ];
    case 'APPROVE_EXTENSION':
      return [text('remark', t('fields:remark'), { optional: true })];
    case 'ASK_FOR_COORDINATION':
      return [area('question', t('fields:question'), { required: true })];
    case 'SETTLE_COORDINATION':
      return [area('decision', t('fields:decision'), { required: true })];
    case 'CHASE':
      return [text('text', t('fields:note'), { hint: t('tasks:hint.chase'), optional: true })];
    case 'SUBMIT':
      return [area('outcome', t('fields:outcome'), { hint: t('tasks:hint.outcome'), required: true })];
    case 'ACCEPT':
      return [
        {
          type: 'checkbox',
          name: 'onTime',
          label: t('fields:onTime'),
          value: 'on',
          chosen: facts.lateDays === 0,
          ...(facts.lateDays > 0 ? { hint: t('tasks:hint.onTimeLate', { days: facts.lateDays }) } : {}),
        },
        { type: 'checkbox', name: 'quality', label: t('fields:quality'), value: 'on' },
        { type: 'checkbox', name: 'quantity', label: t('fields:quantity'), value: 'on' },
        area('remark', t('fields:remark'), { optional: true, rows: 2 }),
      ];
    case 'REOPEN':
      return [reason, { type: 'date', name: 'due', label: t('fields:due'), hint: t('tasks:hint.reopenDue') }];
    case 'REFUSE_EXTENSION':
    case 'REDO':
    case 'SUSPEND':
    case 'CANCEL':
      return [reason];
    case 'REPORT':
    case 'ACKNOWLEDGE':
    case 'ASSIGN':
    case 'MOVE':
    case 'RESUME':
      return [];
  }
}

/** The fields of an event's form; none for an event that one press puts. */
export function eventFields(type: TaskAction, given: FieldsOf, state: FormState): Field[] {
  if (type === 'REPORT') return reportFields(given, state);
  return specsOf(type, given, state).map((spec) => field(spec, state));
}
