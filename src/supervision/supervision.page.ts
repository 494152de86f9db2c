/** Electronic supervision as a page and as a wall display: signals by department, the gravest by name, the last ratings. */
import type { Colour } from '../../workflows/lights.js';
import { GRADES, type Grade } from '../../workflows/supervision/rating.js';
import { lightView } from '../http/components/light.js';
import { type Reader, reasonTexts } from '../http/reason-text.js';
import { byPinyin, formatDate, formatPeriod } from '../platform/i18n.js';
import type { Signal } from '../records/signalled.js';
import type { RatingRecord } from './rating.query.js';
import { type ColourCounts, type DepartmentSignals, sinceOrder, together } from './signals.js';

export interface SupervisionShown {
  campaign: { id: string; title: string };
  signals: readonly Signal[];
  open: readonly DepartmentSignals[];
  /** Of the last quarter that has any published. */
  ratings: readonly RatingRecord[];
  quarter: string | null;
  names: Map<string, string>;
  /** Where a signal's own page is, when the reader may see it. */
  hrefOf(signal: Signal): string | null;
}

const SHOWN: Colour[] = ['red', 'yellow', 'blue', 'green'];
const HREF = { matter: '/matters', inquiry: '/inquiries' } as const;

/** Where the record behind a signal is. */
export function signalHref({ kind, id }: Signal): string {
  return `${HREF[kind]}/${id}`;
}

function figures({ open }: SupervisionShown, { t }: Reader) {
  const all = together(open.flatMap(({ matters, contacts }) => [matters, contacts]));
  return SHOWN.map((colour) => ({
    name: t(`ratings:signal.${colour}`),
    value: all[colour],
    light: lightView(t, colour, { text: '' }),
    colour,
  }));
}

function gravest(shown: SupervisionShown, reader: Reader, most: number) {
  const { t, locale, today } = reader;
  return [...shown.signals]
    .sort(sinceOrder)
    .slice(0, most)
    .map((signal) => {
      const { code, department, light, kind } = signal;
      const [why = ''] = reasonTexts([light.reason], reader);
      return {
        code,
        kind: t(`ratings:kind.${kind}`),
        href: shown.hrefOf(signal),
        department: shown.names.get(department) ?? department,
        light: lightView(t, light.colour),
        why,
        since: formatDate(locale, light.since, today),
      };
    });
}

function departments({ open, names }: SupervisionShown, { t }: Reader) {
  const gravityOf = ({ matters, contacts }: DepartmentSignals) => {
    const { red, yellow, blue } = together([matters, contacts]);
    return red * 1e8 + yellow * 1e4 + blue;
  };
  const cells = (counts: ColourCounts) => SHOWN.map((colour) => ({ text: String(counts[colour]), number: true }));
  const name = (department: string) => names.get(department) ?? department;
  return [...open]
    .sort((a, b) => gravityOf(b) - gravityOf(a) || byPinyin(name(a.department), name(b.department)))
    .map(({ department, matters, contacts }) => {
      const all = together([matters, contacts]);
      const worst = SHOWN.find((colour) => all[colour] > 0) ?? 'none';
      return {
        name: name(department),
        href: `/departments/${department}`,
        light: lightView(t, worst),
        matters: cells(matters),
        contacts: cells(contacts),
        all,
      };
    });
}

/** `优 3　良 5　…` of the last published quarter; null before the first. */
function grades({ ratings, quarter }: SupervisionShown, { t, locale }: Reader) {
  if (quarter === null) return null;
  const of = (grade: Grade) => ratings.filter(({ facts }) => facts.grade === grade).length;
  return {
    quarter: formatPeriod(locale, quarter),
    href: `/supervision/ratings?quarter=${quarter}`,
    items: GRADES.map((grade) => ({ text: t(`ratings:grade.${grade}`), count: of(grade), grade })),
  };
}

export function supervisionPage(shown: SupervisionShown, reader: Reader) {
  const { t } = reader;
  const table = departments(shown, reader);
  return {
    page: { title: t('common:nav.supervision'), wide: true },
    head: {
      title: t('common:nav.supervision'),
      lead: t('ratings:lead'),
      facts: [
        { text: shown.campaign.title, href: `/campaigns/${shown.campaign.id}` },
        { text: t('ratings:title'), href: '/supervision/ratings' },
      ],
      actions: [{ text: t('ratings:wall'), href: '/supervision/wall', kind: 'second' }],
    },
    figures: figures(shown, reader),
    table: {
      caption: t('ratings:byDepartment'),
      empty: t('ratings:nothingOpen'),
      columns: [
        { text: t('ratings:column.department') },
        { text: t('ratings:column.worst') },
        ...(['matters', 'contacts'] as const).flatMap((counted) =>
          SHOWN.map((colour) => ({
            text: t(`ratings:counted.${counted}`, { colour: t(`common:light.${colour}`) }),
            number: true,
          })),
        ),
      ],
      rows: table.map(({ name, href, light, matters, contacts }) => ({
        cells: [{ text: name, href, heading: true }, { light }, ...matters, ...contacts],
      })),
    },
    signals: {
      caption: t('ratings:gravest'),
      stacks: true,
      empty: t('ratings:noSignals'),
      columns: ['code', 'department', 'light', 'why', 'since'].map((name) => ({ text: t(`ratings:column.${name}`) })),
      rows: gravest(shown, reader, 50).map(({ code, kind, href, department, light, why, since }) => ({
        cells: [
          { text: code, sub: kind, heading: true, ...(href ? { href } : {}) },
          { text: department },
          { light },
          { text: why },
          { text: since },
        ],
      })),
    },
    grades: grades(shown, reader),
    legend: SHOWN.map((colour) => ({ light: lightView(t, colour), text: t(`ratings:meaning.${colour}`) })),
  };
}

/** The same for a screen on the wall: no links, large figures, it calls itself up again. */
export function wallPage(shown: SupervisionShown, now: string, reader: Reader) {
  const { t } = reader;
  return {
    layout: 'wall',
    page: { title: t('ratings:wall') },
    title: shown.campaign.title,
    sub: t('ratings:wallTitle'),
    now,
    figures: figures(shown, reader),
    departments: departments(shown, reader).map(({ name, light, all }) => ({
      name,
      light,
      counts: SHOWN.map((colour) => ({ colour, count: all[colour], name: t(`common:light.${colour}`) })),
    })),
    signals: gravest(shown, reader, 12),
    grades: grades(shown, reader),
    nothing: t('ratings:noSignals'),
  };
}
