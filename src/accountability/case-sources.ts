/** The way from a case to the record in which the breach happened, for those who may see that record. */
import type { BreachSource } from '../../workflows/accountability/clue.js';
import type { InquiryFacts } from '../../workflows/inquiries/inquiry.js';
import type { MatterFacts } from '../../workflows/matters/matter.js';
import type { Actor } from '../../workflows/moment.js';
import type { TaskFacts } from '../../workflows/tasks/task.js';
import { subjectOf as subjectOfInquiry } from '../inquiries/inquiry.kind.js';
import type { InquiryQueries } from '../inquiries/inquiry.query.js';
import { subjectOf as subjectOfMatter } from '../matters/matter.kind.js';
import type { MatterQueries } from '../matters/matter.query.js';
import type { Departments } from '../people/departments.js';
import { may } from '../people/policy.js';
import { NotFound } from '../platform/errors.js';
import type { Records } from '../records/create-records.js';
import type { StoredRecord } from '../records/record.js';

/** Where the source's page lies; null for who may not see it, and for a kind without a page. */
export function caseSources({ records, departments }: { records: Records; departments: Departments }) {
  async function allowed({ kind, id }: BreachSource, actor: Actor): Promise<string | null> {
    if (kind === 'inquiry') {
      const { facts } = await records.load<InquiryFacts>(kind, id);
      return may(actor, 'inquiry.view', subjectOfInquiry(facts)).allowed ? `/inquiries/${id}` : null;
    }
    if (kind === 'matter') {
      const { facts } = await records.load<MatterFacts>(kind, id);
      return may(actor, 'matter.view', subjectOfMatter(facts)).allowed ? `/matters/${id}` : null;
    }
    if (kind === 'task') {
      const { facts } = await records.load<TaskFacts>(kind, id);
      const { leadDepartment, coDepartments } = facts;
      const subject = { leadDepartment, coDepartments };
      return may(actor, 'task.view', subject, await departments.tree()).allowed ? `/tasks/${id}` : null;
    }
    return null;
  }

  return async (source: BreachSource, actor: Actor): Promise<string | null> => {
    try {
      return await allowed(source, actor);
    } catch (error) {
      if (error instanceof NotFound) return null;
      throw error;
    }
  };
}

interface ByCode {
  inquiries: Pick<InquiryQueries, 'list'>;
  matters: Pick<MatterQueries, 'list'>;
  tasks: { byCode(campaign: string, code: string): Promise<StoredRecord<TaskFacts> | null> };
  sourceOf: CaseSources;
}

/** The record of a code as a clue keeps it; null where there is none that this person may see. */
export function sourceByCode({ inquiries, matters, tasks, sourceOf }: ByCode) {
  async function found(campaign: string, code: string): Promise<BreachSource | null> {
    const asked = { campaign, states: null, who: code };
    const [contacts, limited, task] = await Promise.all([
      inquiries.list({ ...asked, department: null }),
      matters.list({ ...asked, near: null }),
      tasks.byCode(campaign, code),
    ]);
    const contact = contacts.rows.find(({ facts }) => facts.code === code);
    if (contact) return { kind: 'inquiry', id: contact.id, code, title: contact.facts.subject };
    const matter = limited.rows.find(({ facts }) => facts.code === code);
    if (matter) return { kind: 'matter', id: matter.id, code, title: matter.facts.title };
    return task && { kind: 'task', id: task.id, code, title: task.facts.title };
  }

  return async (campaign: string, typed: string, actor: Actor): Promise<BreachSource | null> => {
    const source = await found(campaign, typed.trim().toUpperCase());
    return source && (await sourceOf(source, actor)) !== null ? source : null;
  };
}

export type CaseSources = ReturnType<typeof caseSources>;
