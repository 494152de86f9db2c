/** What stands in the way of each event of a campaign. */
import { citationOf } from '../packs/cite.js';
import { versionName } from '../packs/packs.js';
import { FULL_MARKS, pointsSum } from '../readiness/checklist.js';
import { existing, missing, phoneNumber } from '../reasons.js';
import type { Rule } from '../step.js';
import type { CampaignEvent, CampaignFacts } from './campaign.js';

type CampaignRule = Rule<CampaignFacts, CampaignEvent>;

export const campaignRules = {
  edit: (_facts, _moment, event) => {
    if (event?.type !== 'EDIT') return [];
    const reasons = missing(event.title, 'title');
    return event.inspection ? [...reasons, ...existing(event.inspection.date, 'inspection')] : reasons;
  },
  changeSettings: (_facts, { packs, today }, event) => {
    if (event?.type !== 'CHANGE_SETTINGS') return [];
    const { lights, acknowledgeWithin, complaintPhone } = event.settings;
    const whole = (n: number, least: number) => Number.isInteger(n) && n >= least;
    if (!whole(lights.nearDue, 0)) return [{ code: 'badValue', field: 'nearDue', params: { field: 'nearDue' } }];
    if (!whole(lights.behindBy, 0)) return [{ code: 'badValue', field: 'behindBy', params: { field: 'behindBy' } }];
    if (!whole(acknowledgeWithin, 0)) {
      return [{ code: 'badValue', field: 'acknowledgeWithin', params: { field: 'acknowledgeWithin' } }];
    }
    // Printed on every receipt.
    return phoneNumber(complaintPhone, 'complaintPhone', citationOf(packs.current, 'answerWithin', today));
  },
  changeChecklist: (_facts, _moment, event) => {
    if (event?.type !== 'CHANGE_CHECKLIST') return [];
    const { items, total: wanted = FULL_MARKS } = event.checklist;
    const total = pointsSum(items.map(({ max }) => max));
    return total === wanted ? [] : [{ code: 'campaign.checklistTotal', field: 'checklist', params: { total, wanted } }];
  },
  /** Matters that have started go on under their own version, so a campaign may change at any time. */
  adoptPack: (_facts, { packs }, event) => {
    if (event?.type !== 'ADOPT_PACK') return [];
    const name = versionName(event.pack);
    if (!packs.all.has(name)) return [{ code: 'pack.notInForce', field: 'pack' }];
    return name === versionName(packs.current) ? [{ code: 'pack.adoptedAlready', field: 'pack' }] : [];
  },
  awaitInspection: ({ inspection }) => (inspection ? [] : [{ code: 'campaign.noInspection' }]),
  /** A campaign ends only when each of its phases has. */
  conclude: (_facts, _moment, event) => {
    const open = event?.type === 'CONCLUDE' ? event.openPhases : 0;
    return open > 0 ? [{ code: 'campaign.openPhases', params: { count: open } }] : [];
  },
} satisfies Record<string, CampaignRule>;
