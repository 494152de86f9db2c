/** Register a matter: from a published item, from a first contact, from a task, or by hand with limits that are checked. */
import { civilDateOf } from '../../workflows/dates.js';
import type { Staff } from '../../workflows/inquiries/inquiry.js';
import { type MatterFacts, type MatterItem, newMatter } from '../../workflows/matters/matter.js';
import { submissionReasons } from '../../workflows/matters/rules.js';
import type { Actor } from '../../workflows/moment.js';
import { versionOf } from '../../workflows/packs/packs.js';
import type { People } from '../people/people.js';
import { may } from '../people/policy.js';
import { Forbidden, InvalidForm } from '../platform/errors.js';
import { idFrom, newId, newLookupCode } from '../platform/ids.js';
import { read } from '../platform/validate.js';
import type { Records } from '../records/create-records.js';
import type { StoredRecord } from '../records/record.js';
import { registration } from './matter.schema.js';
import type { ItemSource, MatterSources } from './matter-sources.js';

export interface RegisterMatterCommand {
  campaign: string;
  /** As sent, unread. */
  body: unknown;
  actor: Actor;
  idempotencyKey?: string | null;
}

interface Parts {
  records: Records;
  accounts: People['accounts'];
  items: ItemSource;
  sources: MatterSources;
}

type Sent = ReturnType<typeof registration.parse>;

/** An item nobody has published: what was typed of it. */
function typedItem({ title, kind, onTheSpot, promised, limitUnit: unit, statutory }: Sent): MatterItem {
  return {
    key: '',
    title,
    kind,
    onTheSpot,
    promised: { n: onTheSpot ? 1 : promised, unit },
    statutory: statutory === 0 ? null : { n: statutory, unit },
    inCentre: false,
  };
}

/** The same idempotency key of the same person returns the matter registered before. Throws Forbidden, NotFound, InvalidForm. */
export function registerMatter({ records, accounts, items, sources }: Parts) {
  const numbered = records.runningNumbers('matter', 5);

  /** Who is to handle it; nobody chosen = whoever registers it. */
  async function handlerOf(id: string, actor: Actor, typed: Record<string, unknown>): Promise<Staff> {
    const account = id === '' ? null : await accounts.find(id);
    if (id === '') return { id: actor.id, name: actor.name, department: actor.department };
    if (!account || account.disabled) {
      throw new InvalidForm([{ code: 'inquiry.noSuchPerson', field: 'colleague' }], typed);
    }
    return { id: account.id, name: account.name, department: account.department };
  }

  async function takenFrom({ inquiry, task }: Sent, campaign: string, actor: Actor, typed: Record<string, unknown>) {
    if (inquiry === '' && task === '') return null;
    const taken = inquiry === '' ? await sources.task(task, actor) : await sources.inquiry(inquiry, actor);
    // A matter counts in one campaign, the one of what it came from.
    if (taken.campaign !== campaign) throw new InvalidForm([{ code: 'matter.otherCampaign' }], typed);
    return taken.source;
  }

  return async (command: RegisterMatterCommand): Promise<StoredRecord> => {
    const { campaign, body, actor, idempotencyKey = null } = command;
    const typed = { ...((body ?? {}) as Record<string, unknown>) };
    const sent = read(registration, typed);
    const [moment, handler, source, offered] = await Promise.all([
      records.momentFor(campaign, actor),
      handlerOf(sent.colleague, actor, typed),
      takenFrom(sent, campaign, actor, typed),
      sent.item === '' ? null : sources.item(items, sent.item),
    ]);
    const department = offered?.department ?? handler.department;
    const verdict = may(actor, 'matter.create', { department });
    if (!verdict.allowed) throw new Forbidden([verdict.reason]);
    if (handler.department !== department) {
      throw new InvalidForm([{ code: 'matter.otherDepartment', field: 'colleague' }], typed);
    }
    const id = idempotencyKey === null ? newId() : idFrom('matter', actor.id, idempotencyKey);
    const item = offered?.item ?? typedItem(sent);
    const factsOf = (code: string): MatterFacts =>
      newMatter({
        campaign,
        code,
        lookup: newLookupCode(),
        item,
        title: sent.title || item.title,
        department,
        handler,
        applicant: { name: sent.applicant, contact: sent.applicantContact },
        papers: sent.papers,
        source,
        pack: versionOf(moment.packs.current),
        receivedAt: moment.at,
      });
    const reasons = submissionReasons(factsOf(''), moment);
    if (reasons.length > 0) throw new InvalidForm(reasons, typed);
    const prefix = `MT-${civilDateOf(moment.at).replaceAll('-', '')}-`;
    const { record } = await numbered(campaign, prefix, (code) =>
      records.create({ kind: 'matter', id, facts: factsOf(code), actor, idempotencyKey, asked: sent }),
    );
    return record;
  };
}
