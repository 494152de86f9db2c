/** A matter as the public look-up shows it: how it stands and how its date is counted, nothing about anybody. */
import { deliverBy } from '../../workflows/matters/changes.js';
import type { Actor, Moment } from '../../workflows/moment.js';
import type { Reader } from '../http/reason-text.js';
import type { Progress } from '../lookup/progress.js';
import type { Departments } from '../people/departments.js';
import { formatDate } from '../platform/i18n.js';
import type { Records } from '../records/create-records.js';
import type { MatterQueries, MatterRecord } from './matter.query.js';
import { counted, promiseText, sumOf, sumRows } from './matter-sum.page.js';

export function matterProgress(
  { facts, state }: MatterRecord,
  moment: Moment,
  names: Map<string, string>,
  reader: Reader,
): Progress {
  const { t, locale, today } = reader;
  const day = (on: string) => formatDate(locale, on, '0000-00-00');
  const sum = sumOf(facts, moment);
  const done = facts.decision?.on ?? facts.consentedOn ?? facts.notAccepted?.on ?? '';
  const running = state === 'accepted' && facts.absence === null;
  const waits = state === 'decided' ? counted(() => deliverBy(facts, moment)) : null;
  return {
    code: facts.code,
    state: t(`matters:state.${state}`),
    received: day(facts.startedOn),
    promised: sum ? day(sum.due) : promiseText(facts, reader),
    finished: done && day(done),
    unit: names.get(facts.department) ?? facts.department,
    late: (running && sum !== null && today > sum.due) || (waits !== null && today > waits),
    missing: facts.correction && facts.correction.suppliedOn === null ? facts.correction.missing : [],
    referred: '',
    sum: sumRows(facts, moment, reader),
  };
}

/** The look-up asks in nobody's name. */
const NOBODY: Actor = { kind: 'system', id: 'lookup', name: '', department: '', posts: [] };

interface Parts {
  queries: Pick<MatterQueries, 'byLookup'>;
  records: Pick<Records, 'momentFor'>;
  departments: Departments;
}

/** Finds a matter by the code on its receipt. */
export function findMatter({ queries, records, departments }: Parts) {
  return async (code: string, reader: Reader): Promise<Progress | null> => {
    const found = await queries.byLookup(code);
    if (!found) return null;
    const moment = await records.momentFor(found.facts.campaign, NOBODY);
    return matterProgress(found, moment, await departments.names(reader.locale), reader);
  };
}
