/** What each event changes in a site's facts. */
import type { Evidence } from '../evidence.js';
import type { Timed } from '../step.js';
import { DIMENSIONS, type Dimension, type SiteEvent, type SiteFacts, type Visit } from './site.js';

function withDimension(facts: SiteFacts, dimension: Dimension, change: Partial<SiteFacts['dimensions'][Dimension]>) {
  return { ...facts, dimensions: { ...facts.dimensions, [dimension]: { ...facts.dimensions[dimension], ...change } } };
}

function withdrawn(evidence: readonly Evidence[], file: string, remark: string): Evidence[] {
  return evidence.map((e) => (e.file === file ? { ...e, review: 'withdrawn' as const, remark } : e));
}

export function changed(facts: SiteFacts, event: Timed<SiteEvent>): SiteFacts {
  const { today, actor } = event.moment;
  switch (event.type) {
    case 'PREPARE':
      return { ...facts, contact: event.contact || facts.contact, readyOn: null };
    case 'DESCRIBE':
      return withDimension(facts, event.dimension, { score: event.score, text: event.text });
    case 'ATTACH': {
      const dimension = event.evidence.about as Dimension;
      return withDimension(facts, dimension, { evidence: [...facts.dimensions[dimension].evidence, event.evidence] });
    }
    case 'WITHDRAW_EVIDENCE':
      return DIMENSIONS.reduce(
        (now, dimension) =>
          withDimension(now, dimension, {
            evidence: withdrawn(now.dimensions[dimension].evidence, event.file, event.reason),
          }),
        facts,
      );
    case 'REPORT_READY':
      return { ...facts, readyOn: today };
    case 'ACCEPT':
    case 'SEND_BACK': {
      const { on, visitors, scores } = event;
      const visit: Visit = {
        on,
        visitors,
        scores,
        result: event.type === 'ACCEPT' ? 'accepted' : 'sentBack',
        remark: event.type === 'ACCEPT' ? event.remark : event.reason,
        by: actor.name,
      };
      return { ...facts, visits: [...facts.visits, visit] };
    }
    case 'RECORD_COPY': {
      const { department, practice, by } = event;
      return { ...facts, copies: [...facts.copies, { department, practice: practice.trim(), by, done: false }] };
    }
    case 'COPY_DONE':
      return {
        ...facts,
        copies: facts.copies.map((c) =>
          c.department === event.department && c.practice === event.practice ? { ...c, done: true } : c,
        ),
      };
    case 'RETIRE':
      return { ...facts, retireReason: event.reason };
    default:
      return facts;
  }
}
