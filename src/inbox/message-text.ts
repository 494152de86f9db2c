/** A message in words, put to it when it is shown: the language is the reader's, days are written as people write them. */
import { type CivilDate, isCivilDate } from '../../workflows/dates.js';
import { formatDate, formatPeriod, type Locale, type Translate } from '../platform/i18n.js';
import type { Message, ReminderItem } from './message.model.js';

/** In whose words. */
export interface Wording {
  t: Translate;
  locale: Locale;
  today: CivilDate;
  /** Department id → name in the language. */
  departments: ReadonlyMap<string, string>;
}

export interface MessageText {
  subject: string;
  body: string;
  /** What somebody typed; empty when nothing was. */
  said: string;
  items: { text: string; href: string; about: string }[];
  /** Items counted but not named. */
  more: number;
}

/** Values that were typed by a person, and stand by themselves below the template's words. */
const TYPED = ['reason', 'text', 'practice'] as const;
/** Values that are departments' ids. */
const DEPARTMENTS = new Set(['department', 'leadDepartment', 'from']);

function worded(values: Message['values'], { locale, today, departments }: Wording): Record<string, string | number> {
  const out: Record<string, string | number> = {};
  for (const [name, value] of Object.entries(values)) {
    if (typeof value === 'number') out[name] = value;
    else if (isCivilDate(value)) out[name] = formatDate(locale, value, today);
    else if (name === 'quarter') out[name] = formatPeriod(locale, String(value));
    else if (typeof value === 'string') out[name] = DEPARTMENTS.has(name) ? (departments.get(value) ?? value) : value;
  }
  return out;
}

/** What stands at the end of the key: today, a year without working days, or the plain one with its count. */
function variant({ what, on, days }: ReminderItem, today: CivilDate): string {
  const ahead = what === 'due' || what === 'checkpoint' || what === 'acknowledge';
  if (ahead && on === today) return `${what}Today`;
  return days === null ? `${what}On` : what;
}

/** One line of a reminder. */
export function itemText(item: ReminderItem, on: CivilDate, { t, locale, today }: Wording): string {
  const values = { on: formatDate(locale, item.on, today), days: item.days ?? 0, checkpoint: item.checkpoint };
  return t(`inbox:item.${variant(item, on)}`, values);
}

/** The words of a message. Throws on a template without texts (in production its key is shown). */
export function messageText(message: Pick<Message, 'template' | 'values'>, wording: Wording): MessageText {
  const { t } = wording;
  const values = worded(message.values, wording);
  const key = `inbox:template.${message.template}`;
  const { items = [], day } = message.values;
  const said = TYPED.map((name) => values[name]).find((value) => typeof value === 'string' && value !== '');
  return {
    subject: t(`${key}.subject`, values),
    body: t(`${key}.body`, values),
    said: String(said ?? ''),
    items: items.map((item) => ({
      text: `${item.code} ${item.title}`,
      href: `/tasks/${item.task}`,
      // A reminder speaks of the day it was sent on, whenever it is read.
      about: itemText(item, typeof day === 'string' ? day : wording.today, wording),
    })),
    more: Math.max(0, (typeof values.count === 'number' ? values.count : 0) - items.length),
  };
}

/** Where a message leads. */
export function messagePath({ kind, record, campaign, template }: Message): string {
  if (kind === 'task') return `/tasks/${record}`;
  if (kind === 'site') return `/sites/${record}`;
  if (kind === 'indicator') return `/indicators/${record}`;
  if (kind === 'booklet') return `/booklets/${record}`;
  if (kind === 'periodPlan') return `/period-plans/${record}`;
  if (kind === 'inquiry') return `/inquiries/${record}`;
  if (kind === 'matter') return `/matters/${record}`;
  if (kind === 'rating') return `/ratings/${record}`;
  if (kind === 'serviceItem') return `/service-items/${record}`;
  if (kind === 'case') return `/cases/${record}`;
  if (template === 'reminder.digest') return '/work';
  if (kind === 'readiness') return `/readiness?campaign=${campaign}&run=${record}`;
  return campaign === '' ? '/' : `/campaigns/${campaign}`;
}
