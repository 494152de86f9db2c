/** What each event changes in a booklet's facts. */

import { addMonths } from '../dates.js';
import { stands, withdrawn } from '../evidence.js';
import { rulesOn, versionOf } from '../packs/packs.js';
import type { Timed } from '../step.js';
import type { BookletEvent, BookletFacts, BookletVersion } from './booklet.js';

/** The version as it is now, in force from today for as long as the campaign's pack says. */
function approved(facts: BookletFacts, { moment }: Timed<BookletEvent>): BookletVersion {
  const { packs, today, actor } = moment;
  return {
    version: facts.version,
    files: facts.files.filter(stands).map(({ file }) => file),
    note: facts.note,
    approvedOn: today,
    by: actor.name,
    validUntil: addMonths(today, rulesOn(packs.current, today).bookletReviewAfter),
    pack: versionOf(packs.current),
  };
}

export function changed(facts: BookletFacts, event: Timed<BookletEvent>): BookletFacts {
  const { today, actor } = event.moment;
  switch (event.type) {
    case 'ATTACH':
      return { ...facts, files: [...facts.files, event.evidence] };
    case 'WITHDRAW_EVIDENCE':
      return { ...facts, files: withdrawn(facts.files, event.file, event.reason) };
    case 'SUBMIT':
      return { ...facts, note: event.note, submittedOn: today, remark: '' };
    case 'APPROVE': {
      const former = facts.inForce ? [...facts.former, facts.inForce] : facts.former;
      return {
        ...facts,
        files: facts.files.map((one) => (stands(one) ? { ...one, review: 'approved' as const } : one)),
        inForce: approved(facts, event),
        former,
        remark: event.remark,
      };
    }
    case 'SEND_BACK':
      return { ...facts, remark: event.reason };
    case 'REVISE':
      return { ...facts, version: facts.version + 1, note: event.reason, submittedOn: null, remark: '' };
    case 'RENEW':
      return { ...facts, inForce: approved(facts, event), remark: event.remark };
    case 'RECORD_ADOPTION': {
      const { system, adoption, on, document, note } = event;
      const step = { system, adoption, on, document, note, by: actor.name };
      return { ...facts, adoption: [...facts.adoption, step] };
    }
    case 'CHECK_ADOPTION': {
      const { system, on, note } = event;
      const document = facts.adoption.findLast((step) => step.system === system)?.document ?? '';
      const step = { system, adoption: 'checked' as const, on, document, note, by: actor.name };
      return { ...facts, adoption: [...facts.adoption, step] };
    }
    case 'TAKE_SYSTEMS':
      return { ...facts, systemSet: event.systemSet, systems: event.systems };
    case 'CANCEL':
      return { ...facts, cancelReason: event.reason };
    case 'CLOCK':
      return facts;
  }
}
