/** The public timetable (限时办结时限表): every published item by department, with a search that needs no script. */
import { cut } from '../../workflows/text.js';
import { field } from '../http/components/form.js';
import type { Reader } from '../http/reason-text.js';
import { byPinyin, formatDateLong } from '../platform/i18n.js';
import { limitText, promisedText } from './item-words.page.js';
import type { ServiceItemRecord } from './service-item.query.js';

export interface TimetableAsked {
  /** Department id; empty = all. */
  department: string;
  word: string;
}

export interface Timetable {
  items: readonly ServiceItemRecord[];
  names: ReadonlyMap<string, string>;
  asked: TimetableAsked;
}

/** What the address asks for; anything that is no word asks for nothing. */
export function readTimetable({ q, department }: Record<string, unknown>): TimetableAsked {
  return {
    word: typeof q === 'string' ? cut(q.trim(), 60) : '',
    department: typeof department === 'string' && /^[a-z0-9-]{1,40}$/.test(department) ? department : '',
  };
}

const plain = (text: string) => text.normalize('NFKC').toLowerCase();

/** The items that are asked for: a word is looked for in the title, the papers and the name of the department. */
function found({ items, names, asked }: Timetable): ServiceItemRecord[] {
  const word = plain(asked.word);
  return items.filter(({ facts }) => {
    if (asked.department !== '' && facts.department !== asked.department) return false;
    const said = [facts.title, facts.code, names.get(facts.department) ?? '', ...facts.papers];
    return word === '' || said.some((text) => plain(text).includes(word));
  });
}

function rowOf({ facts }: ServiceItemRecord, reader: Reader) {
  const { t } = reader;
  const { code, title, kind, statutory, legalBasis, papers, place, phone, fee, inCentre } = facts;
  return {
    anchor: code,
    title,
    about: [t(`packs:matterKind.${kind}`), ...(inCentre ? [t('serviceItems:inCentre')] : [])].join(' · '),
    promised: promisedText(facts, reader),
    onTheSpot: facts.onTheSpot,
    statutory: statutory ? limitText(statutory, reader) : t('serviceItems:noStatute'),
    basis: statutory && legalBasis ? t('serviceItems:timetable.basis', { basis: legalBasis }) : '',
    papers,
    noPapers: t('serviceItems:noPapers'),
    place: place || '—',
    phone,
    fee: fee || t('serviceItems:free'),
  };
}

export function timetablePage(shown: Timetable, reader: Reader) {
  const { t, locale, today } = reader;
  const { items, names, asked } = shown;
  const name = (id: string) => names.get(id) ?? id;
  const rows = found(shown);
  const byName = (a: string, b: string) => byPinyin(name(a), name(b));
  const departments = [...new Set(items.map(({ facts }) => facts.department))].sort(byName);
  const groups = [...new Set(rows.map(({ facts }) => facts.department))].sort(byName);
  const any = { value: '', text: t('serviceItems:timetable.any') };
  return {
    page: { title: t('serviceItems:timetable.title'), wide: true },
    head: {
      title: t('serviceItems:timetable.title'),
      lead: t('serviceItems:timetable.lead'),
      facts: [
        { text: t('serviceItems:timetable.count', { count: rows.length }) },
        { text: t('serviceItems:timetable.asOf', { on: formatDateLong(locale, today) }) },
        { text: t('serviceItems:timetable.lookup'), href: '/lookup' },
      ],
    },
    filter: {
      action: '/timetable',
      fields: [
        field({
          type: 'search',
          name: 'q',
          label: t('serviceItems:timetable.word'),
          value: asked.word,
          maxlength: 60,
          autocomplete: 'off',
        }),
        field({
          type: 'select',
          name: 'department',
          label: t('serviceItems:timetable.department'),
          options: [any, ...departments.map((id) => ({ value: id, text: name(id) }))].map((option) => ({
            ...option,
            chosen: option.value === asked.department,
          })),
        }),
      ],
      ...(asked.word || asked.department ? { clear: '/timetable' } : {}),
    },
    columns: ['title', 'promised', 'statutory', 'papers', 'where', 'fee'].map((column) =>
      t(`serviceItems:timetable.column.${column}`),
    ),
    groups: groups.map((id) => ({
      id,
      name: name(id),
      caption: t('serviceItems:timetable.caption', { department: name(id) }),
      rows: rows.filter(({ facts }) => facts.department === id).map((item) => rowOf(item, reader)),
    })),
    empty: t(items.length === 0 ? 'serviceItems:timetable.none' : 'serviceItems:timetable.empty'),
    print: t('serviceItems:timetable.print'),
  };
}
