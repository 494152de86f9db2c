/** The story of a site for people, newest first, and its log entry by entry. */
import type { FuzzyDate } from '../../workflows/dates.js';
import type { Evidence } from '../../workflows/evidence.js';
import { type Colour, gravity } from '../../workflows/lights.js';
import { DIMENSIONS, type SiteFacts } from '../../workflows/sites/site.js';
import { lightView } from '../http/components/light.js';
import { type Reader, reasonTexts } from '../http/reason-text.js';
import { formatDate, formatFileSize, formatFuzzy, formatInstant } from '../platform/i18n.js';
import type { LogEntry } from '../records/record.js';
import type { SiteRecord } from './site.query.js';

/** View model of the partial `timeline-entry`. */
export interface SiteTimelineEntry {
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

export interface SiteStory {
  site: SiteRecord;
  history: readonly LogEntry[];
  names: Map<string, string>;
}

interface Line {
  label: string;
  value: string;
}

function actorText({ actor }: LogEntry, names: Map<string, string>, { t }: Reader): string {
  if (actor.kind !== 'person') return t('sites:auto');
  const department = names.get(actor.department);
  return department ? `${department} ${actor.name}` : actor.name;
}

function fileName(facts: SiteFacts, file: unknown): string {
  const all = DIMENSIONS.flatMap((dimension) => facts.dimensions[dimension].evidence);
  return all.find((one) => one.file === file)?.name ?? String(file ?? '');
}

/** What an entry carries, in words, by the names people know; what is empty is left out. */
function linesOf({ type, payload }: LogEntry, { site, names }: SiteStory, { t, locale, today }: Reader): Line[] {
  const said = (name: string, value: unknown): Line => ({ label: t(`fields:${name}`), value: String(value ?? '') });
  const day = (name: string, value: unknown) => said(name, value ? formatDate(locale, String(value), today) : '');
  const department = (value: unknown) => said('department', names.get(String(value)) ?? value);
  const lines = (): Line[] => {
    switch (type) {
      case 'CREATED':
        return [
          department(payload.department),
          said('readyBy', payload.readyBy ? formatFuzzy(locale, payload.readyBy as FuzzyDate, today) : ''),
          said('reason', payload.reason),
        ];
      case 'DESCRIBE':
        return [
          said('dimension', t(`sites:dimension.${payload.dimension}`)),
          said('score', payload.score),
          { label: t('sites:form.text'), value: String(payload.text ?? '') },
        ];
      case 'ATTACH': {
        const { name, size, about, sha256 } = payload.evidence as Evidence;
        return [
          said('file', `${name} (${formatFileSize(size)})`),
          said('dimension', t(`sites:dimension.${about}`)),
          said('sha256', sha256.slice(0, 12)),
        ];
      }
      case 'WITHDRAW_EVIDENCE':
        return [said('file', fileName(site.facts, payload.file)), said('reason', payload.reason)];
      case 'ACCEPT':
      case 'SEND_BACK': {
        const scores = payload.scores as Record<string, number>;
        const each = DIMENSIONS.map((one) => `${t(`sites:dimension.${one}`)} ${scores[one] ?? '–'}`);
        return [
          day('on', payload.on),
          said('visitors', payload.visitors),
          said('scores', each.join(t('common:listSeparator'))),
          said('opinion', payload.remark ?? payload.reason),
        ];
      }
      case 'RECORD_COPY':
      case 'COPY_DONE':
        return [department(payload.department), said('practice', payload.practice), day('by', payload.by)];
      default:
        return ['contact', 'reason'].map((name) => said(name, payload[name]));
    }
  };
  return lines().filter(({ value }) => value !== '');
}

function entryOf(entry: LogEntry, story: SiteStory, reader: Reader): SiteTimelineEntry {
  const { t, locale, today } = reader;
  const made: SiteTimelineEntry = {
    title: t(`sites:event.${entry.type}`),
    at: formatInstant(locale, entry.at, today),
    iso: entry.at,
    by: actorText(entry, story.names, reader),
  };
  if (entry.type === 'ATTACH') {
    const { file, name, size, about } = entry.payload.evidence as Evidence;
    const files = [{ name, href: `/sites/${story.site.id}/files/${file}`, note: formatFileSize(size) }];
    return { ...made, text: t(`sites:dimension.${about}`), files };
  }
  if (entry.type === 'DESCRIBE') {
    const { dimension, score, text } = entry.payload;
    const said = { dimension: t(`sites:dimension.${dimension}`), score: Number(score) };
    return { ...made, title: t('sites:described', said), text: String(text ?? '') };
  }
  const details = linesOf(entry, story, reader).map((line) => t('sites:labelled', { ...line }));
  return details.length > 0 ? { ...made, details } : made;
}

/** The alarm beside an entry after which the light was another one. */
function lightChange(entry: LogEntry, before: LogEntry | undefined, reader: Reader): SiteTimelineEntry | null {
  const { t, locale, today } = reader;
  const was = before?.light.colour ?? 'none';
  const { colour, reason } = entry.light;
  if (!before || was === colour || gravity(colour) <= gravity('green')) return null;
  return {
    title: t('sites:turned', { light: t(`common:light.${colour}`) }),
    at: formatInstant(locale, entry.at, today),
    iso: entry.at,
    by: t('sites:auto'),
    ...(gravity(colour) > gravity(was) ? { alarm: colour } : {}),
    text: reasonTexts([reason], reader)[0] ?? '',
  };
}

/** Files of one dimension sent in one after another by one person are one entry with several files. */
function joined(before: SiteTimelineEntry | undefined, now: SiteTimelineEntry): boolean {
  if (!before?.files || !now.files) return false;
  if (before.text !== now.text || before.by !== now.by || before.at !== now.at) return false;
  before.files.push(...now.files);
  return true;
}

/** The timeline, newest first. */
export function siteTimeline(story: SiteStory, reader: Reader): SiteTimelineEntry[] {
  const entries: SiteTimelineEntry[] = [];
  for (const [i, entry] of story.history.entries()) {
    const change = lightChange(entry, story.history[i - 1], reader);
    // The clock is only told where something came of it.
    if (entry.type !== 'CLOCK' || !change) {
      const made = entryOf(entry, story, reader);
      if (!joined(entries.at(-1), made)) entries.push(made);
    }
    if (change) entries.push(change);
  }
  return entries.reverse();
}

/** In words, whether the chain holds. */
export function chainText(count: number, brokenAt: number | null, { t }: Reader): string {
  return brokenAt === null ? t('common:chain', { count }) : t('common:chainBroken', { seq: brokenAt });
}

const COLUMNS = ['seq', 'at', 'actor', 'event', 'change', 'light', 'payload', 'hash'];

/** The log's page, oldest entry first, as the chain runs. */
export function siteLogPage(story: SiteStory & { brokenAt: number | null }, reader: Reader) {
  const { t, locale, today } = reader;
  const { site, history, brokenAt } = story;
  const state = (name: string) => (name ? t(`sites:state.${name}`) : '');
  return {
    page: { title: t('sites:log.of', { name: site.facts.name }) },
    head: {
      title: t('sites:log.of', { name: site.facts.name }),
      crumbs: [
        { text: t('common:nav.sites'), href: '/sites' },
        { text: site.facts.name, href: `/sites/${site.id}` },
        { text: t('sites:log.title') },
      ],
    },
    whole: brokenAt === null,
    chain: chainText(history.length, brokenAt, reader),
    columns: COLUMNS.map((name) => t(`sites:log.${name}`)),
    rows: history.map((entry) => ({
      seq: entry.seq,
      at: formatInstant(locale, entry.at, today),
      iso: entry.at,
      actor: actorText(entry, story.names, reader),
      event: t(`sites:event.${entry.type}`),
      change: entry.from === entry.to || !entry.from ? state(entry.to) : `${state(entry.from)} → ${state(entry.to)}`,
      light: lightView(t, entry.light.colour),
      lines: linesOf(entry, story, reader).map((line) => t('sites:labelled', { ...line })),
      hash: entry.hash.slice(0, 12),
      prev: t('sites:log.prev', { prev: entry.prev.slice(0, 12) }),
    })),
  };
}
