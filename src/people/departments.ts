/** Departments: list, add, edit, deactivate. Never deleted, because records name them for ever. */
import type { Connection } from 'mongoose';
import type { Actor } from '../../workflows/moment.js';
import { type Directory, directoryOf } from '../../workflows/names/directory.js';
import { folded } from '../../workflows/names/fold.js';
import type { Reason } from '../../workflows/step.js';
import type { Clock } from '../platform/clock.js';
import { InvalidForm, NotFound } from '../platform/errors.js';
import { kept } from '../platform/kept.js';
import { isDuplicate } from '../platform/write-errors.js';
import { expectRevision, fieldsChanged, keeping } from '../records/saves.js';
import { type AdminLog, type By, carryNotes, noteOf } from './admin-log.js';
import { type Department, type DepartmentDocument, departmentModel } from './department.model.js';
import type { DepartmentTree } from './policy.js';

export type NewDepartment = Omit<Department, 'active' | 'rev' | 'aliases'> & { aliases?: string[] };
export type DepartmentFields = Omit<NewDepartment, 'id'>;

/** Names are read on every page; a change elsewhere shows after at most this long. */
const KEEP_MS = 3_000;

const KEY = /^[a-z][a-z0-9-]{1,39}$/;

/** The departments of a database. `clock` is the host's: administration happens in real time. */
export function createDepartments(deps: { connection: Connection; clock: Clock; log: AdminLog }) {
  const { connection, clock, log } = deps;
  const model = departmentModel(connection);

  const plain = ({ _id, outbox, saves, aliases = [], ...rest }: DepartmentDocument): Department => ({
    id: _id,
    ...rest,
    aliases,
  });
  const read = async () => (await model.find().sort({ _id: 1 }).lean<DepartmentDocument[]>()).map(plain);

  const known = kept<Department[]>(KEEP_MS, () => Date.parse(clock.now()));
  const list = () => known.get('', read);

  async function documentOf(id: string): Promise<DepartmentDocument> {
    const found = await model.findById(id).lean<DepartmentDocument>();
    if (!found) throw new NotFound('department');
    return found;
  }
  const byId = async (id: string): Promise<Department> => plain(await documentOf(id));

  /** The parent must exist, and must not be the department itself or one below it. */
  async function reasonsAgainstParent(id: string, parent: string | null): Promise<Reason[]> {
    if (parent === null) return [];
    const above = new Map((await read()).map((department) => [department.id, department.parent]));
    if (!above.has(parent)) return [{ code: 'people.noSuchDepartment', field: 'parent' }];
    const seen = new Set<string>();
    for (let at: string | null = parent; at !== null && !seen.has(at); at = above.get(at) ?? null) {
      if (at === id) return [{ code: 'people.parentCycle', field: 'parent' }];
      seen.add(at);
    }
    return [];
  }

  /** A name stands for one department, so that a document's words are never taken for the wrong one. */
  async function reasonsAgainstAliases(id: string, aliases: readonly string[] = []): Promise<Reason[]> {
    if (aliases.length === 0) return [];
    const others = (await read()).filter((one) => one.id !== id);
    return aliases.flatMap((alias): Reason[] => {
      const sought = folded(alias);
      const other = others.find((one) =>
        [one.name, one.shortName, ...one.aliases].some((own) => folded(own) === sought),
      );
      return other ? [{ code: 'people.aliasTaken', field: 'aliases', params: { alias, department: other.name } }] : [];
    });
  }

  const subject = (id: string, name: string) => ({ kind: 'department' as const, id, name });
  const refuse = (reasons: Reason[]) => {
    if (reasons.length > 0) throw new InvalidForm(reasons);
  };
  const nameTaken = (error: unknown): never => {
    if (!isDuplicate(error)) throw error;
    const byKey = Object.hasOwn((error as { keyPattern?: object }).keyPattern ?? {}, '_id');
    throw new InvalidForm([
      byKey ? { code: 'people.keyTaken', field: 'id' } : { code: 'people.nameTaken', field: 'name' },
    ]);
  };

  async function change(
    id: string,
    rev: number,
    what: string,
    by: By,
    set: Partial<DepartmentFields & { active: boolean }>,
  ): Promise<Department> {
    const found = await documentOf(id);
    expectRevision(rev, found);
    const before = plain(found);
    const fields = fieldsChanged({ ...before }, set);
    if (fields.length === 0) return before;
    const at = clock.now();
    const values = (which: 'from' | 'to') => Object.fromEntries(fields.map((field) => [field.name, field[which]]));
    const note = noteOf(at, by, what, subject(id, before.name), { before: values('from'), after: values('to') });
    const save = { seq: rev + 1, type: what, at, actor: by, fields };
    const saved = await model
      .findOneAndUpdate(
        { _id: id, rev },
        { $set: values('to'), $inc: { rev: 1 }, $push: { outbox: note, ...keeping(save) } },
        { returnDocument: 'after' },
      )
      .lean<DepartmentDocument>()
      .catch(nameTaken);
    // Somebody was faster between the look and the save.
    if (!saved) return change(id, rev, what, by, set);
    known.forget();
    await carryNotes(model, log, id);
    return plain(saved);
  }

  return {
    /** All departments by key, active or not; at most three seconds old. */
    list,
    byId,
    /** Key → department above, for the policy. */
    async tree(): Promise<DepartmentTree> {
      return new Map((await list()).map(({ id, parent }) => [id, parent]));
    },
    /** The names by which people call the departments in use, for whatever reads names: full, short, English, other ones, the key. */
    async directory(): Promise<Directory> {
      return directoryOf(
        (await list())
          .filter(({ active }) => active)
          .map(({ id, name, shortName, nameEn, aliases }) => ({
            id,
            names: [name, shortName, nameEn, ...aliases, id],
          })),
      );
    },
    /** Key → short name in a language; what a page prints for a department. */
    async names(locale: 'zh-CN' | 'en' = 'zh-CN'): Promise<Map<string, string>> {
      return new Map(
        (await list()).map((one) => [one.id, locale === 'en' && one.nameEn !== '' ? one.nameEn : one.shortName]),
      );
    },

    /** Throws {@link InvalidForm} when the key or name is taken, the key is malformed or the parent is unknown. */
    async add(fields: NewDepartment, by: By | Actor): Promise<Department> {
      const malformed = KEY.test(fields.id) ? [] : [{ code: 'people.badKey', field: 'id' }];
      refuse([
        ...malformed,
        ...(await reasonsAgainstParent(fields.id, fields.parent)),
        ...(await reasonsAgainstAliases(fields.id, fields.aliases)),
      ]);
      const { id, ...rest } = fields;
      const who = { id: by.id, name: by.name };
      const note = noteOf(clock.now(), who, 'department.added', subject(id, rest.name), { after: { ...rest } });
      const document = { _id: id, aliases: [], ...rest, active: true, rev: 1, outbox: [note] };
      await model.create(document).catch(nameTaken);
      known.forget();
      await carryNotes(model, log, id);
      return plain(document);
    },

    /**
     * Change a department; `active: false` takes it out of use. Throws EditConflict when somebody changed it since `rev`,
     * {@link InvalidForm} on a parent cycle.
     */
    async edit(
      id: string,
      rev: number,
      fields: DepartmentFields & { active?: boolean },
      by: By | Actor,
    ): Promise<Department> {
      refuse([
        ...(await reasonsAgainstParent(id, fields.parent)),
        ...(await reasonsAgainstAliases(id, fields.aliases)),
      ]);
      return change(id, rev, 'department.edited', { id: by.id, name: by.name }, fields);
    },

    /** Take a department out of use, or back; records that name it keep its name. */
    async setActive(id: string, rev: number, active: boolean, by: By | Actor): Promise<Department> {
      const what = active ? 'department.activated' : 'department.deactivated';
      return change(id, rev, what, { id: by.id, name: by.name }, { active });
    },

    /** Carry notes that a crash left behind into the log. */
    carryNotes: () => carryNotes(model, log),
  };
}
export type Departments = ReturnType<typeof createDepartments>;
