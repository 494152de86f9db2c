/** What stands in the way of each event of an exemplary site. */
import { stands } from '../evidence.js';
import type { Moment } from '../moment.js';
import { existing, missing, onlySystem } from '../reasons.js';
import type { Reason, Rule } from '../step.js';
import { DIMENSION_MAX, DIMENSIONS, type SiteEvent, type SiteFacts } from './site.js';

type SiteRule = Rule<SiteFacts, SiteEvent>;

function outOfRange(score: number, field: string): Reason[] {
  const fits = Number.isInteger(score) && score >= 0 && score <= DIMENSION_MAX;
  return fits ? [] : [{ code: 'site.scoreOutOfRange', field, params: { most: DIMENSION_MAX } }];
}

/** Ready means that each of the five dimensions is scored, described and shown. */
function reportReady({ dimensions }: SiteFacts): Reason[] {
  return DIMENSIONS.filter((dimension) => {
    const { score, text, evidence } = dimensions[dimension];
    return score === null || !text.trim() || !evidence.some(stands);
  }).map((dimension) => ({ code: 'site.dimensionOpen', params: { dimension } }));
}

/** Nobody accepts the site of the own department. */
function own(facts: SiteFacts, { actor }: Moment): Reason[] {
  return actor.department === facts.department ? [{ code: 'site.ownSite' }] : [];
}

function visited(facts: SiteFacts, moment: Moment, event?: SiteEvent): Reason[] {
  const reasons = own(facts, moment);
  if (event?.type !== 'ACCEPT' && event?.type !== 'SEND_BACK') return reasons;
  reasons.push(...missing(event.visitors, 'visitors'));
  reasons.push(...existing(event.on, 'on'));
  if (event.on > moment.today) reasons.push({ code: 'site.visitAhead', field: 'on', params: { on: event.on } });
  for (const dimension of DIMENSIONS) reasons.push(...outOfRange(event.scores[dimension], `scores.${dimension}`));
  if (event.type === 'SEND_BACK') reasons.push(...missing(event.reason, 'reason'));
  return reasons;
}

export const siteRules = {
  describe: (_facts, _moment, event) => {
    if (event?.type !== 'DESCRIBE') return [];
    if (!DIMENSIONS.includes(event.dimension)) return [{ code: 'site.unknownDimension', field: 'dimension' }];
    return [...outOfRange(event.score, 'score'), ...missing(event.text, 'text')];
  },
  attach: (facts, _moment, event) => {
    if (event?.type !== 'ATTACH') return [];
    const { about, sha256 } = event.evidence;
    const shown = DIMENSIONS.find((dimension) => dimension === about);
    if (!shown) return [{ code: 'site.unknownDimension', field: 'dimension' }];
    const known = facts.dimensions[shown].evidence.find((e) => e.sha256 === sha256 && stands(e));
    return known ? [{ code: 'task.sameFile', field: 'file', params: { name: known.name } }] : [];
  },
  withdraw: (facts, _moment, event) => {
    const all = DIMENSIONS.flatMap((dimension) => facts.dimensions[dimension].evidence).filter(stands);
    if (all.length === 0) return [{ code: 'task.noEvidence' }];
    if (event?.type !== 'WITHDRAW_EVIDENCE') return [];
    if (!all.some(({ file }) => file === event.file)) return [{ code: 'task.unknownEvidence', field: 'file' }];
    return missing(event.reason, 'reason');
  },
  reportReady,
  visited,
  recordCopy: (facts, _moment, event) => {
    if (event?.type !== 'RECORD_COPY') return [];
    if (event.department === facts.department) return [{ code: 'site.copiesItself', field: 'department' }];
    const known = facts.copies.some((c) => c.department === event.department && c.practice === event.practice.trim());
    if (known) return [{ code: 'site.copyKnown', field: 'practice' }];
    const reasons = [...missing(event.department, 'department'), ...missing(event.practice, 'practice')];
    return event.by === null ? reasons : [...reasons, ...existing(event.by, 'by')];
  },
  copyDone: (facts, _moment, event) => {
    if (!facts.copies.some(({ done }) => !done)) return [{ code: 'site.noOpenCopy' }];
    if (event?.type !== 'COPY_DONE') return [];
    const open = facts.copies.some(
      (c) => c.department === event.department && c.practice === event.practice && !c.done,
    );
    return open ? [] : [{ code: 'site.noOpenCopy', field: 'practice' }];
  },
  retire: (_facts, _moment, event) => (event?.type === 'RETIRE' ? missing(event.reason, 'reason') : []),
  onlySystem,
} satisfies Record<string, SiteRule>;
