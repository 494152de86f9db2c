/** What rows of a file are judged by: names and dates as people write them, the policy, and the forms' own rules. */
import type { ShownColumn } from '../../workflows/ledger/columns.js';
import type { Place } from '../../workflows/ledger/new-row.js';
import type { CurrentRow, Judging } from '../../workflows/ledger/plan-row.js';
import type { Actor } from '../../workflows/moment.js';
import type { Reason } from '../../workflows/step.js';
import { TASK_STATES, type TaskPlan, type TaskState } from '../../workflows/tasks/task.js';
import type { CampaignQueries } from '../campaigns/campaign.query.js';
import type { Departments } from '../people/departments.js';
import { type Action, may } from '../people/policy.js';
import { AppError } from '../platform/errors.js';
import { isLocale, LOCALES, type Locale, translator } from '../platform/i18n.js';
import { read } from '../platform/validate.js';
import type { Records } from '../records/create-records.js';
import type { TaskQueries, TaskRecord } from '../tasks/task.query.js';
import { isSentEvent, taskEventSchemas, taskPlan } from '../tasks/task-event.schema.js';
import type { ImportRow, LedgerImport } from './ledger-import.model.js';
import { type LedgerParts, learnCodes, type Names, namesFor, textsOf } from './ledger-rows.js';

export interface JudgingParts {
  queries: TaskQueries;
  departments: Departments;
  phases: LedgerParts['phases'];
  campaigns: Pick<CampaignQueries, 'byId'>;
  records: Records;
}

/** What the schema of a form says against a value. */
function typing(schema: Parameters<typeof read>[0], value: unknown): Reason[] {
  try {
    read(schema, value);
    return [];
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return error.reasons;
  }
}

const denied = (actor: Actor, action: Action, subject = {}): Reason[] => {
  const verdict = may(actor, action, subject);
  return verdict.allowed ? [] : [verdict.reason];
};

/** The states by what either language calls them. */
const STATES = new Map<string, TaskState>(
  LOCALES.flatMap((locale) =>
    TASK_STATES.map((state) => [translator(locale)(`tasks:state.${state}`).toLowerCase(), state] as const),
  ),
);

/** Everything that judges the rows of one import for one person. */
export async function judgeFor(parts: JudgingParts, { campaign, name }: LedgerImport, actor: Actor) {
  const { queries, departments, campaigns, records } = parts;
  const [{ facts }, list, moment] = await Promise.all([
    campaigns.byId(campaign),
    departments.list(),
    records.momentFor(campaign, actor),
  ]);
  const names = new Map(list.map((department) => [department.id, department.name]));
  const judging: Judging = {
    reason: `按台账《${name}》修改`,
    year: facts.year,
    moment,
    directory: await departments.directory(),
    nameOf: (department) => names.get(department) ?? department,
    stateOf: (text) => STATES.get(text.trim().toLowerCase()) ?? null,
    against({ type, ...body }, { leadDepartment, coDepartments }) {
      const reasons = denied(actor, `task.${type}` as Action, { leadDepartment, coDepartments });
      if (reasons.length > 0 || !isSentEvent(type)) return reasons;
      return typing(taskEventSchemas[type], body);
    },
  };
  const languages = new Map<Locale, Names>();

  /** The names of a language, with those codes that some tasks need. */
  async function namesIn(locale: Locale, tasks: readonly TaskRecord[]): Promise<Names> {
    const reader = { t: translator(locale), locale, today: moment.today };
    const known = languages.get(locale) ?? (await namesFor(parts, campaign, reader));
    languages.set(locale, known);
    await learnCodes(queries, tasks, known.codes);
    return known;
  }

  return {
    judging,
    /** The tasks of some rows as they stand, each in the language its row was written in. */
    async current(rows: readonly ImportRow[], locale: Locale): Promise<Map<number, CurrentRow>> {
      const ids = rows.flatMap(({ given }) => (given.id ? [given.id] : []));
      const tasks = new Map((await queries.byIds(ids)).map((task) => [task.id, task]));
      const found = new Map<number, CurrentRow>();
      for (const { n, given } of rows) {
        const task = tasks.get(given.id ?? '');
        if (!task) continue;
        const asked = given.base?.locale;
        const words = await namesIn(isLocale(asked) ? asked : locale, [task]);
        const { id, rev, state, facts: stands, light } = task;
        found.set(n, { id, rev, state: state as TaskState, facts: stands, light, texts: textsOf(task, words) });
      }
      return found;
    },
    /** Whether the person may change such a task by a ledger at all. */
    barred: ({ facts: { leadDepartment, coDepartments } }: CurrentRow): Reason[] =>
      denied(actor, 'ledger.import', { leadDepartment, coDepartments }),
    namesIn,
    /** Where the new rows of the import go. */
    async place(
      { group, phase }: Pick<LedgerImport, 'group' | 'phase'>,
      { codes, parents }: { codes: readonly string[]; parents: readonly string[] },
    ): Promise<Place & { idOf(code: string): string | null }> {
      const ofCampaign = await parts.phases.of(campaign);
      const taken = await queries.briefs({ campaign, codes: [...new Set([...codes, ...parents])] });
      const ids = new Map(taken.map(({ id, code }) => [code, id]));
      return {
        group,
        phase,
        phaseOf: (text) =>
          ofCampaign.find(({ facts: { key, title } }) => key === text || title === text)?.facts.key ?? null,
        taken: (code) => ids.has(code),
        idOf: (code) => ids.get(code) ?? null,
        newCodes: new Set(codes.filter((code) => !ids.has(code))),
        againstPlan: (plan: TaskPlan) => [...denied(actor, 'task.create'), ...typing(taskPlan, plan)],
      };
    },
  };
}

export type Judge = Awaited<ReturnType<typeof judgeFor>>;

/** The column a whole row is refused by. */
export const WHOLE_ROW: ShownColumn = 'title';
