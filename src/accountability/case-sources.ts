/** The way from a case to the record in which the breach happened, for those who may see that record. */
import type { BreachSource } from '../../workflows/accountability/clue.js';
import type { InquiryFacts } from '../../workflows/inquiries/inquiry.js';
import type { MatterFacts } from '../../workflows/matters/matter.js';
import type { Actor } from '../../workflows/moment.js';
import type { TaskFacts } from '../../workflows/tasks/task.js';
import { subjectOf as subjectOfInquiry } from '../inquiries/inquiry.kind.js';
import { subjectOf as subjectOfMatter } from '../matters/matter.kind.js';
import type { Departments } from '../people/departments.js';
import { may } from '../people/policy.js';
import { NotFound } from '../platform/errors.js';
import type { Records } from '../records/create-records.js';

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

export type CaseSources = ReturnType<typeof caseSources>;
