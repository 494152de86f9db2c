/** The story of a task for people: newest first, what was typed, and every change of its light as an alarm. */
import type { Evidence } from '../../workflows/evidence.js';
import { type Colour, gravity } from '../../workflows/lights.js';
import type { TaskFacts } from '../../workflows/tasks/task.js';
import { type Reader, reasonTexts } from '../http/reason-text.js';
import { formatFileSize, formatInstant } from '../platform/i18n.js';
import type { LogEntry } from '../records/record.js';
import { type PayloadWords, payloadLines } from './task-payload.page.js';

/** View model of the partial `timeline-entry`. */
export interface TimelineEntry {
  title: string;
  at: string;
  iso: string;
  by: string;
  /** The colour of the mark beside an entry that is bad news. */
  alarm?: Colour;
  text?: string;
  details?: string[];
  files?: { name: string; href: string; note: string }[];
}

export interface TimelineOf {
  id: string;
  facts: TaskFacts;
  history: readonly LogEntry[];
  names: Map<string, string>;
}

/** The words that are the entry; everything else stands under them with its label. */
const MAIN = ['text', 'outcome', 'question', 'decision', 'reason', 'answer', 'remark', 'note'];
/** Values that the title already says. */
const IN_TITLE = new Set(['percent', 'checkpoint', 'evidence', 'done']);
/** Long forms whose every field is in the log; here their name is enough. */
const BRIEF = new Set(['CREATED', 'EDIT']);

/** Who put it: the clock and other records speak for nobody. */
export function actorText({ actor }: LogEntry, names: Map<string, string>, { t }: Reader): string {
  if (actor.kind !== 'person') return t('tasks:auto');
  const department = names.get(actor.department);
  return department ? `${department} ${actor.name}` : actor.name;
}

function titleOf(entry: LogEntry, { facts }: TimelineOf, { t }: Reader): string {
  const { type, payload, actor } = entry;
  if (type === 'REPORT') {
    const isPart = actor.department !== facts.leadDepartment && !payload.percent;
    return isPart ? t('tasks:partTitle') : t('tasks:reportTitle', { percent: Number(payload.percent ?? 0) });
  }
  if (type === 'PASS_CHECKPOINT') {
    const title = facts.checkpoints.find(({ key }) => key === payload.checkpoint)?.title ?? String(payload.checkpoint);
    return t('tasks:passTitle', { title });
  }
  return t(`tasks:event.${type}`);
}

/** The alarm that stands beside an entry when the light became another one. */
function lightChange(entry: LogEntry, before: LogEntry | undefined, reader: Reader): TimelineEntry | null {
  const { t, locale, today } = reader;
  const was = before?.light.colour ?? 'none';
  const { colour, reason } = entry.light;
  if (!before || was === colour) return null;
  // That it runs again as it should goes without saying, unless time alone brought it about.
  if (entry.type !== 'CLOCK' && gravity(colour) <= gravity('green')) return null;
  const worse = gravity(colour) > gravity(was) && colour !== 'green';
  return {
    title: t('tasks:turned', { light: t(`common:light.${colour}`) }),
    at: formatInstant(locale, entry.at, today),
    iso: entry.at,
    by: t('tasks:auto'),
    ...(worse ? { alarm: colour } : {}),
    text: reasonTexts([reason], reader)[0] ?? '',
  };
}

function entryOf(entry: LogEntry, of: TimelineOf, reader: Reader): TimelineEntry {
  const { t, locale, today } = reader;
  const words: PayloadWords = { reader, names: of.names, facts: of.facts };
  const made: TimelineEntry = {
    title: titleOf(entry, of, reader),
    at: formatInstant(locale, entry.at, today),
    iso: entry.at,
    by: actorText(entry, of.names, reader),
  };
  const evidence = entry.payload.evidence as Evidence | undefined;
  if (entry.type === 'ATTACH' && evidence) {
    const { file, name, size } = evidence;
    made.files = [{ name, href: `/tasks/${of.id}/files/${file}`, note: formatFileSize(size) }];
    return made;
  }
  if (entry.type === 'CREATED') {
    const requirement = String(entry.payload.requirement ?? '');
    return requirement ? { ...made, text: requirement } : made;
  }
  if (BRIEF.has(entry.type)) return made;
  const lines = payloadLines(entry.payload, words).filter(({ name }) => !IN_TITLE.has(name));
  const main = MAIN.map((name) => lines.find((line) => line.name === name)).find((line) => line !== undefined);
  if (main) made.text = main.value;
  const details = lines
    .filter((line) => line !== main)
    .map(({ label, value }) => t('tasks:labelled', { label, value }));
  return details.length > 0 ? { ...made, details } : made;
}

/** The timeline, newest first. */
export function timeline(of: TimelineOf, reader: Reader): TimelineEntry[] {
  const entries: TimelineEntry[] = [];
  for (const [i, entry] of of.history.entries()) {
    // The clock and echoes of other records are only told where something came of them.
    if (entry.type !== 'CLOCK') entries.push(entryOf(entry, of, reader));
    const change = lightChange(entry, of.history[i - 1], reader);
    if (change) entries.push(change);
    else if (entry.type === 'CLOCK') entries.push(entryOf(entry, of, reader));
  }
  return entries.reverse();
}
