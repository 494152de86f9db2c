/** The event log of a task, entry by entry, with the chain's verdict. */
import { lightView } from '../http/components/light.js';
import type { Reader } from '../http/reason-text.js';
import { formatInstant } from '../platform/i18n.js';
import type { LogEntry } from '../records/record.js';
import type { TaskRecord } from './task.query.js';
import { payloadLines } from './task-payload.page.js';
import { actorText } from './task-timeline.page.js';

export interface TaskLogShown {
  task: TaskRecord;
  history: readonly LogEntry[];
  /** The number of the first entry whose hash does not fit; null when the chain is whole. */
  brokenAt: number | null;
  names: Map<string, string>;
}

const COLUMNS = ['seq', 'at', 'actor', 'event', 'change', 'light', 'payload', 'hash'];

/** The page, oldest entry first, as the chain runs. */
export function logPage({ task, history, brokenAt, names }: TaskLogShown, reader: Reader) {
  const { t, locale, today } = reader;
  const { code, title } = task.facts;
  const state = (name: string) => (name ? t(`tasks:state.${name}`) : '');
  return {
    page: { title: `${t('tasks:log.title')} ${code}` },
    head: {
      title: t('tasks:log.of', { code, title }),
      crumbs: [{ text: `${code} ${title}`, href: `/tasks/${task.id}` }, { text: t('tasks:log.title') }],
    },
    whole: brokenAt === null,
    chain:
      brokenAt === null ? t('common:chain', { count: history.length }) : t('common:chainBroken', { seq: brokenAt }),
    columns: COLUMNS.map((name) => t(`tasks:log.${name}`)),
    rows: history.map((entry) => ({
      seq: entry.seq,
      at: formatInstant(locale, entry.at, today),
      iso: entry.at,
      actor: actorText(entry, names, reader),
      event: t(`tasks:event.${entry.type}`),
      change: entry.from === entry.to || !entry.from ? state(entry.to) : `${state(entry.from)} → ${state(entry.to)}`,
      light: lightView(t, entry.light.colour),
      lines: payloadLines(entry.payload, { reader, names, facts: task.facts }).map(({ label, value }) =>
        t('tasks:labelled', { label, value }),
      ),
      hash: entry.hash.slice(0, 12),
      prev: t('tasks:log.prev', { prev: entry.prev.slice(0, 12) }),
    })),
  };
}
