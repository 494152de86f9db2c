/** What a matter is registered from: a published item of service, a first contact, a task of the campaign. */

import type { InquiryFacts } from '../../workflows/inquiries/inquiry.js';
import type { MatterFacts, MatterItem, MatterSource, OfferedItem } from '../../workflows/matters/matter.js';
import type { Actor } from '../../workflows/moment.js';
import type { TaskFacts } from '../../workflows/tasks/task.js';
import { cut } from '../../workflows/text.js';
import { subjectOf as subjectOfInquiry } from '../inquiries/inquiry.kind.js';
import type { Departments } from '../people/departments.js';
import { may } from '../people/policy.js';
import { Forbidden, NotFound } from '../platform/errors.js';
import type { Records } from '../records/create-records.js';

/** The published items of service, wherever they are kept. */
export interface ItemSource {
  offered(campaign: string): Promise<OfferedItem[]>;
  offeredOne(id: string): Promise<OfferedItem | null>;
}

/** What a registration takes over. Empty fields are for whoever registers. */
export interface TakenOver {
  campaign: string;
  source: MatterSource;
  title: string;
  department: string;
  /** Account of the handler; empty where there is none yet. */
  handler: string;
  applicant: MatterFacts['applicant'];
  papers: string[];
  kind: MatterItem['kind'];
  /** The day it is promised for where it comes from; null where none is. */
  dueOn: string | null;
}

export function matterSources({ records, departments }: { records: Records; departments: Departments }) {
  return {
    /** A first contact that this person may see. Throws NotFound and Forbidden. */
    async inquiry(id: string, actor: Actor): Promise<TakenOver> {
      const { facts } = await records.load<InquiryFacts>('inquiry', id);
      const subject = subjectOfInquiry(facts);
      const verdict = may(actor, 'inquiry.view', subject);
      if (!verdict.allowed) throw new Forbidden([verdict.reason]);
      return {
        campaign: facts.campaign,
        source: { kind: 'inquiry', id, code: facts.code, department: subject.department },
        title: cut(facts.subject, 200),
        department: subject.department,
        handler: facts.handler.id,
        applicant: facts.asker,
        papers: facts.papers,
        kind: 'service',
        dueOn: null,
      };
    },
    /** A task that this person may see. Throws NotFound and Forbidden. */
    async task(id: string, actor: Actor): Promise<TakenOver> {
      const { facts } = await records.load<TaskFacts>('task', id);
      const { leadDepartment, coDepartments } = facts;
      const verdict = may(actor, 'task.view', { leadDepartment, coDepartments }, await departments.tree());
      if (!verdict.allowed) throw new Forbidden([verdict.reason]);
      return {
        campaign: facts.campaign,
        source: { kind: 'task', id, code: facts.code, department: leadDepartment ?? '' },
        title: cut(facts.title, 200),
        department: leadDepartment ?? '',
        handler: '',
        applicant: { name: '', contact: '' },
        papers: [],
        kind: 'task',
        dueOn: facts.due?.to ?? null,
      };
    },
    /** An offered item. Throws NotFound for one that is not offered. */
    async item(items: ItemSource, id: string): Promise<OfferedItem> {
      const found = await items.offeredOne(id);
      if (!found) throw new NotFound('item');
      return found;
    },
  };
}

export type MatterSources = ReturnType<typeof matterSources>;
