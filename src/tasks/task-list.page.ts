/** The ledger of tasks: filters kept in the address, fifty rows by due date. */

import { isCivilDate } from '../../workflows/dates.js';
import { COLOURS, type Colour } from '../../workflows/lights.js';
import type { Moment } from '../../workflows/moment.js';
import { TASK_STATES, type TaskState } from '../../workflows/tasks/task.js';
import { cut } from '../../workflows/text.js';
import type { CampaignRecord } from '../campaigns/campaign.query.js';
import { bullet } from '../http/components/bullet.js';
import type { Field, Option } from '../http/components/form.js';
import type { Reader } from '../http/reason-text.js';
import type { PhaseRecord } from '../phases/phase.query.js';
import { formatDate } from '../platform/i18n.js';
import type { TaskRecord } from './task.query.js';
import { dueDate } from './task-due.page.js';
import { plannedToday, stateTag, taskLightView } from './task-tree.page.js';

/** The filters of the address, read; what is not a value of its kind is left out. */
export interface ListFilters {
  campaign: string;
  phase: string;
  department: string;
  supports: string;
  /** A state, or `running` for all in which it is somebody's business. */
  state: TaskState | 'running' | '';
  light: Colour | '';
  dueBy: string;
  q: string;
}

const NAMES = ['campaign', 'phase', 'department', 'supports', 'state', 'light', 'dueBy', 'q'] as const;

/** Read the filters of an address. */
export function readFilters(query: Record<string, unknown>): ListFilters {
  const text = (name: string) => {
    const value = query[name];
    return typeof value === 'string' ? cut(value.trim(), 100) : '';
  };
  const key = (name: string) => (/^[\w-]{1,40}$/.test(text(name)) ? text(name) : '');
  const state = text('state');
  const light = text('light');
  return {
    campaign: /^[0-9a-f]{24}$/.test(text('campaign')) ? text('campaign') : '',
    phase: key('phase'),
    department: key('department'),
    supports: key('supports'),
    state: state === 'running' || (TASK_STATES as readonly string[]).includes(state) ? (state as TaskState) : '',
    light: (COLOURS as readonly string[]).includes(light) ? (light as Colour) : '',
    dueBy: isCivilDate(text('dueBy')) ? text('dueBy') : '',
    q: text('q'),
  };
}

/** The address of the list with these filters, and others instead of some. */
export function listHref(filters: ListFilters, other: Partial<Record<string, string>> = {}): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries({ ...filters, ...other })) if (value) query.set(name, value);
  const text = query.toString();
  return text ? `/tasks?${text}` : '/tasks';
}

/** Where an edited ledger of the same campaign is brought back. */
const importsHref = ({ campaign }: ListFilters) => `/ledger/imports${campaign ? `?campaign=${campaign}` : ''}`;

export interface TaskList {
  filters: ListFilters;
  items: TaskRecord[];
  next: string | null;
  /** True on a page that is not the first. */
  later: boolean;
  campaigns: CampaignRecord[];
  campaign: CampaignRecord;
  phases: PhaseRecord[];
  departments: { id: string; name: string }[];
  names: Map<string, string>;
  moment: Moment;
  /** May bring an edited ledger back. */
  imports: boolean;
}

function options(all: string, chosen: string, values: readonly (readonly [string, string])[]): Option[] {
  return [
    { value: '', text: all, chosen: chosen === '' },
    ...values.map(([value, text]) => ({ value, text, chosen: value === chosen })),
  ];
}

function choices({ campaigns, campaign, phases, departments, filters }: TaskList, { t }: Reader) {
  const named = departments.map(({ id, name }) => [id, name] as const);
  return {
    campaign: campaigns.map(({ id, facts }) => [id, facts.title] as const),
    phase: phases.map(({ facts }) => [facts.key, facts.title] as const),
    department: [...named, ['-', t('tasks:leadNone')] as const],
    supports: named,
    state: [
      ['running', t('tasks:list.running')] as const,
      ...TASK_STATES.map((state) => [state, t(`tasks:state.${state}`)] as const),
    ],
    light: COLOURS.filter((colour) => colour !== 'none').map(
      (colour) => [colour, t(`common:light.${colour}`)] as const,
    ),
    shownCampaign: filters.campaign || campaign.id,
  };
}

function labelOf(name: string, { t }: Reader): string {
  return name === 'phase' ? t('tasks:phase') : t(`tasks:list.${name}`);
}

function fields(list: TaskList, reader: Reader): Field[] {
  const { t } = reader;
  const { filters } = list;
  const known = choices(list, reader);
  const select = (name: 'phase' | 'department' | 'state' | 'light'): Field => ({
    type: 'select',
    name,
    label: labelOf(name, reader),
    options: options(t('tasks:list.all'), filters[name], known[name]),
  });
  return [
    ...(list.campaigns.length > 1
      ? [
          {
            type: 'select',
            name: 'campaign',
            label: t('tasks:list.campaign'),
            options: known.campaign.map(([value, text]) => ({ value, text, chosen: value === known.shownCampaign })),
          },
        ]
      : []),
    { type: 'search', name: 'q', label: t('tasks:list.q'), value: filters.q },
    select('phase'),
    select('department'),
    select('state'),
    select('light'),
    { type: 'date', name: 'dueBy', label: t('tasks:list.dueBy'), value: filters.dueBy },
    ...(filters.supports ? [{ type: 'hidden', name: 'supports', label: '', value: filters.supports }] : []),
  ];
}

function chosen(list: TaskList, reader: Reader): { text: string; href: string }[] {
  const { t, locale, today } = reader;
  const known = choices(list, reader);
  return NAMES.filter((name) => name !== 'campaign' && list.filters[name] !== '').map((name) => {
    const value = list.filters[name];
    const named = name === 'q' || name === 'dueBy' || name === 'campaign' ? undefined : known[name];
    const text =
      named?.find(([one]) => one === value)?.[1] ?? (name === 'dueBy' ? formatDate(locale, value, today) : value);
    return {
      text: t('tasks:list.chosen', { label: labelOf(name, reader), value: text }),
      href: listHref(list.filters, { [name]: '' }),
    };
  });
}

/** The page. */
export function listPage(list: TaskList, reader: Reader) {
  const { t } = reader;
  const { items, names, moment, filters, next, later } = list;
  const chips = chosen(list, reader);
  return {
    page: { title: t('tasks:list.title') },
    head: {
      title: t('tasks:list.title'),
      lead: t(next ? 'tasks:list.leadMore' : 'tasks:list.lead', { shown: items.length }),
      // The whole of what is listed, as it is filtered.
      actions: [
        ...(['xlsx', 'csv'] as const).map((kind) => ({
          text: t(`tasks:list.export.${kind}`),
          href: listHref(filters).replace('/tasks', `/ledger.${kind}`),
          kind: 'second',
        })),
        ...(list.imports ? [{ text: t('tasks:list.import'), href: importsHref(filters), kind: 'second' }] : []),
      ],
    },
    filter: {
      action: '/tasks',
      fields: fields(list, reader),
      ...(chips.length > 0
        ? { chosen: chips, clear: listHref({ ...readFilters({}), campaign: filters.campaign }) }
        : {}),
    },
    table: {
      caption: t('tasks:list.caption'),
      columns: ['code', 'title', 'lead', 'due', 'progress', 'state', 'light'].map((name) => ({
        text: t(`tasks:list.column.${name}`),
      })),
      rows: items.map((task) => {
        const { facts } = task;
        const lead = facts.leadDepartment;
        return {
          cells: [
            { text: facts.code },
            { text: facts.title, href: `/tasks/${task.id}`, heading: true },
            { text: lead ? (names.get(lead) ?? lead) : t('tasks:leadNone') },
            { cdate: dueDate(task, moment, reader) },
            {
              bullet: bullet(t, {
                percent: facts.percent,
                planned: plannedToday(task, moment.today),
                margin: moment.settings.lights.behindBy,
                text: true,
              }),
            },
            { tag: stateTag(task.state, reader) },
            { light: taskLightView(task, reader) },
          ],
        };
      }),
      empty: t('tasks:list.empty'),
    },
    next: next ? listHref(filters, { after: next }) : null,
    first: later ? listHref(filters) : null,
  };
}
