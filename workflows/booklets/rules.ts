/** What stands in the way of each event of a booklet. */
import { againstWithdrawing, sameFile } from '../evidence.js';
import type { Moment } from '../moment.js';
import { citationOf } from '../packs/cite.js';
import { existing, missing, onlySystem } from '../reasons.js';
import type { Reason, Rule } from '../step.js';
import {
  ADOPTIONS,
  adoptionOf,
  BOOKLET_PARTS,
  type BookletEvent,
  type BookletFacts,
  filesOf,
  holdsOn,
  openParts,
} from './booklet.js';

type BookletRule = Rule<BookletFacts, BookletEvent>;

/** The article that asks for the booklet, as refusals name it. */
const article = ({ packs, today }: Moment) => citationOf(packs.current, 'bookletReviewAfter', today);

/** Nobody judges the booklet of the own department. */
function own(facts: BookletFacts, moment: Moment): Reason[] {
  if (moment.actor.department !== facts.department) return [];
  return [{ code: 'booklet.ownBooklet', params: { article: article(moment) } }];
}

/** A day that exists and has come. */
function past(on: string, { today }: Moment): Reason[] {
  if (on <= today) return existing(on, 'on');
  return [...existing(on, 'on'), { code: 'booklet.dayAhead', field: 'on', params: { on } }];
}

function known(facts: BookletFacts, system: string): Reason[] {
  return facts.systems.some(({ key }) => key === system) ? [] : [{ code: 'booklet.unknownSystem', field: 'system' }];
}

const withReason: BookletRule = (_facts, _moment, event) =>
  event && 'reason' in event ? missing(event.reason, 'reason') : [];

export const bookletRules = {
  attach: (facts, _moment, event) => {
    if (event?.type !== 'ATTACH') return [];
    const part = BOOKLET_PARTS.find((one) => one === event.evidence.about);
    if (!part) return [{ code: 'booklet.unknownPart', field: 'part' }];
    return sameFile(filesOf(facts, part), event.evidence);
  },
  withdraw: (facts, _moment, event) =>
    againstWithdrawing(facts.files, event?.type === 'WITHDRAW_EVIDENCE' ? event : null),
  submit: (facts, moment, event) => {
    const open = openParts(facts).map(
      (part): Reason => ({ code: 'booklet.partMissing', params: { part, article: article(moment) } }),
    );
    // A new version says what is new in it; the first one has nothing to be compared with.
    return event?.type === 'SUBMIT' && facts.version > 1 ? [...open, ...missing(event.note, 'note')] : open;
  },
  approve: own,
  sendBack: (facts, moment, event) => [...own(facts, moment), ...withReason(facts, moment, event)],
  recordAdoption: (facts, moment, event) => {
    if (event?.type !== 'RECORD_ADOPTION') return [];
    const { system, adoption, on, document } = event;
    const reasons = [...known(facts, system), ...past(on, moment)];
    if (!ADOPTIONS.includes(adoption))
      reasons.push({ code: 'badValue', field: 'adoption', params: { field: 'adoption' } });
    // Implementing rules are a document; without its name nobody can look them up.
    return adoption === 'implemented' ? [...reasons, ...missing(document, 'document')] : reasons;
  },
  checkAdoption: (facts, moment, event) => {
    const reasons = own(facts, moment);
    const begun = facts.systems.some(({ key }) => (adoptionOf(facts, key)?.adoption ?? 'none') !== 'none');
    if (!begun) return [...reasons, { code: 'booklet.nothingAdopted' }];
    if (event?.type !== 'CHECK_ADOPTION') return reasons;
    reasons.push(...known(facts, event.system), ...past(event.on, moment), ...missing(event.note, 'note'));
    if ((adoptionOf(facts, event.system)?.adoption ?? 'none') === 'none') {
      reasons.push({ code: 'booklet.notAdopted', field: 'system' });
    }
    return reasons;
  },
  takeSystems: (facts, _moment, event) => {
    if (event?.type !== 'TAKE_SYSTEMS') return [];
    if (event.systems.length === 0) return missing('', 'systemSet');
    return event.systemSet === facts.systemSet ? [{ code: 'booklet.sameSystems', field: 'systemSet' }] : [];
  },
  withReason,
  expires: (facts, moment) => [
    ...onlySystem(facts, moment),
    ...(holdsOn(facts, moment.today) ? [{ code: 'booklet.stillHolds' }] : []),
  ],
  onlySystem,
} satisfies Record<string, BookletRule>;
