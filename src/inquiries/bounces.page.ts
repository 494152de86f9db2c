/** Who sends requests back to whom: departments and people as a drawing and as a table, with the reasons given. */
import type { InquiryFacts, Staff } from '../../workflows/inquiries/inquiry.js';
import type { Reader } from '../http/reason-text.js';
import { staffText } from './inquiry.page.js';

interface Edge {
  from: Staff;
  to: Staff;
  count: number;
  reasons: string[];
}

/** From who sent back to whom it had been handed by, counted. */
export function bouncesOf(all: readonly InquiryFacts[]): Edge[] {
  const edges = new Map<string, Edge>();
  for (const { handOvers } of all) {
    for (const { from, to, outcome, reason } of handOvers) {
      if (outcome !== 'bounced') continue;
      const key = `${to.id} ${from.id}`;
      const edge = edges.get(key) ?? { from: to, to: from, count: 0, reasons: [] };
      edge.count += 1;
      if (!edge.reasons.includes(reason)) edge.reasons.push(reason);
      edges.set(key, edge);
    }
  }
  return [...edges.values()].sort((a, b) => b.count - a.count);
}

const ROW = 46;
const LEFT = 24;
const RIGHT = 596;
const BOX = 200;
const MOST_DRAWN = 24;

/** Two columns, those who send back and those who get it, and a line for each pair as thick as often. */
function drawing(edges: readonly Edge[], names: Map<string, string>, reader: Reader) {
  const drawn = edges.slice(0, MOST_DRAWN);
  const from = [...new Map(drawn.map((edge) => [edge.from.id, edge.from])).values()];
  const to = [...new Map(drawn.map((edge) => [edge.to.id, edge.to])).values()];
  const y = (people: readonly Staff[], id: string) => 20 + people.findIndex((one) => one.id === id) * ROW;
  const most = Math.max(1, ...drawn.map(({ count }) => count));
  const box = (people: readonly Staff[], x: number) =>
    people.map((one) => ({
      x,
      y: y(people, one.id),
      w: BOX,
      h: 32,
      cx: x + BOX / 2,
      cy: y(people, one.id) + 21,
      label: staffText(one, names, reader),
    }));
  return {
    label: reader.t('inquiries:graph.title'),
    width: RIGHT + BOX + LEFT,
    height: 20 + Math.max(from.length, to.length) * ROW,
    boxes: [...box(from, LEFT), ...box(to, RIGHT)],
    lines: drawn.map(({ from: a, to: b, count }) => {
      const [y1, y2] = [y(from, a.id) + 16, y(to, b.id) + 16];
      return {
        x1: LEFT + BOX,
        y1,
        x2: RIGHT - 8,
        y2,
        w: Math.max(1.5, Math.round((6 * count * 10) / most) / 10),
        text: String(count),
        textX: LEFT + BOX + 40,
        textY: y1 + ((y2 - y1) * 40) / (RIGHT - 8 - LEFT - BOX) - 6,
      };
    }),
  };
}

export function bouncesPage(
  campaign: { id: string },
  all: readonly InquiryFacts[],
  names: Map<string, string>,
  reader: Reader,
) {
  const { t } = reader;
  const edges = bouncesOf(all);
  return {
    page: { title: t('inquiries:graph.title') },
    head: {
      crumbs: [
        { text: t('common:nav.inquiries'), href: `/inquiries?campaign=${campaign.id}` },
        { text: t('inquiries:graph.title') },
      ],
      title: t('inquiries:graph.title'),
      lead: t('inquiries:graph.lead'),
    },
    drawing: edges.length > 0 ? drawing(edges, names, reader) : null,
    table: {
      caption: t('inquiries:graph.title'),
      empty: t('inquiries:graph.empty'),
      columns: [
        { text: t('inquiries:graph.from') },
        { text: t('inquiries:graph.to') },
        { text: t('inquiries:graph.count'), number: true },
        { text: t('inquiries:graph.reasons') },
      ],
      rows: edges.map(({ from, to, count, reasons }) => ({
        cells: [
          { text: staffText(from, names, reader), heading: true },
          { text: staffText(to, names, reader) },
          { value: count },
          { text: reasons.map((reason) => reason.replace(/[。.]$/, '')).join('；') },
        ],
      })),
    },
  };
}
