/** The office copies a pack into a draft, edits it article by article, and puts it in force. */

import { z } from 'zod';
import type { Actor } from '../../workflows/moment.js';
import { HANDBOOK_PACK } from '../../workflows/packs/handbook/index.js';
import type { PackSystem } from '../../workflows/packs/pack.js';
import { PACK_ACTIONS, type PackAction } from '../../workflows/packs/pack.machine.js';
import { copyOf, type PackEvent, type PackFacts } from '../../workflows/packs/pack-record.js';
import { may } from '../people/policy.js';
import type { Clock } from '../platform/clock.js';
import { Forbidden, InvalidForm, NotFound } from '../platform/errors.js';
import { idFrom, newId } from '../platform/ids.js';
import { read, requiredText, text } from '../platform/validate.js';
import type { ExpectedRev } from '../records/changes-since.js';
import type { Performed, Records } from '../records/create-records.js';
import type { StoredRecord } from '../records/record.js';
import { withNextNumber } from '../records/running-number.js';
import { articleFrom } from './article.form.js';
import type { PackQueries } from './pack.query.js';

interface Parts {
  records: Records;
  queries: PackQueries;
  clock: Clock;
}

const asVersion = z.strictObject({});
const asPack = z
  .strictObject({ code: z.string().regex(/^[a-z][a-z0-9-]{1,39}$/, { error: 'badId' }), title: requiredText(120) })
  .transform(({ code, title }) => ({ key: code, title }));

export interface CopyPackCommand {
  /** The id of a pack, or `shipped`. */
  from: unknown;
  /** The next version under the same key, or another pack under a key of its own. */
  as: 'version' | 'pack';
  body: unknown;
  actor: Actor;
  idempotencyKey?: string | null;
}

/** The same idempotency key of the same person returns the draft made before. Throws Forbidden, NotFound, InvalidForm. */
export function copyPack({ records, queries, clock }: Parts) {
  return async (command: CopyPackCommand): Promise<StoredRecord> => {
    const { from, as, body, actor, idempotencyKey = null } = command;
    const verdict = may(actor, 'pack.edit');
    if (!verdict.allowed) throw new Forbidden([verdict.reason]);
    const typed = { ...((body ?? {}) as Record<string, unknown>) };
    const { pack } = await queries.byId(from);
    const named = as === 'pack' ? read(asPack, typed) : { ...read(asVersion, typed), key: pack.key };
    const highest = async (again = false) => {
      // What another process has just made is not in what this one keeps.
      if (again) queries.forget();
      const versions = (await queries.all()).filter((one) => one.pack.key === named.key);
      return Math.max(0, ...versions.map((one) => one.pack.version));
    };
    if (as === 'pack' && (await highest()) > 0 && !(await repeats(actor, idempotencyKey))) {
      throw new InvalidForm([{ code: 'taken', field: 'code' }], typed);
    }
    const id = idempotencyKey === null ? newId() : draftId(actor, idempotencyKey);
    const { record } = await withNextNumber(highest, (version) => {
      const facts = copyOf(pack, { ...named, version }, clock.today());
      return records.create({ kind: 'pack', id, facts, actor, idempotencyKey });
    });
    return record;
  };

  async function repeats(actor: Actor, key: string | null): Promise<boolean> {
    if (key === null) return false;
    return (await queries.all()).some(({ id }) => id === draftId(actor, key));
  }
}

const draftId = (actor: Actor, key: string) => idFrom('pack', actor.id, key);

const SYSTEM_FIELD = /^system-(.{1,60})$/;
const edited = z.strictObject({
  title: requiredText(120),
  source: text(300).default(''),
  newSystems: text(600).default(''),
});

/** The systems of the form: known ones by their field, an emptied one gone, new ones a line each. */
function editOf(facts: PackFacts, body: Record<string, unknown>): PackEvent {
  const titles = new Map<string, string>();
  const plain: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(body)) {
    const key = SYSTEM_FIELD.exec(name)?.[1];
    if (key !== undefined && facts.systems.some((system) => system.key === key)) {
      titles.set(key, read(text(60), value));
    } else plain[name] = value;
  }
  const { title, source, newSystems } = read(edited, plain);
  const kept = facts.systems.map(({ key }): PackSystem => ({ key, title: titles.get(key) ?? '' }));
  const systems = kept.filter((system) => system.title !== '');
  const taken = new Set(facts.systems.map(({ key }) => key));
  for (const line of newSystems.split('\n').map((one) => one.trim())) {
    if (line === '') continue;
    const key = nextKey('system', taken);
    taken.add(key);
    systems.push({ key, title: line });
  }
  return { type: 'EDIT', title, source, systems };
}

/** The first of `a1`, `a2`, … that is free. */
function nextKey(stem: string, taken: ReadonlySet<string>): string {
  for (let n = 1; ; n += 1) if (!taken.has(`${stem}${n}`)) return `${stem}${n}`;
}

/** True for an event that people send. */
export function isPackAction(type: unknown): type is PackAction {
  return PACK_ACTIONS.includes(type as PackAction);
}

export interface PackEventCommand {
  id: string;
  /** The event's name, `EDIT_ARTICLE`. */
  type: string;
  /** As sent, unread; `article` names the article of `EDIT_ARTICLE` and `REMOVE_ARTICLE`. */
  body: unknown;
  actor: Actor;
  idempotencyKey?: string | null | undefined;
  expectedRev?: ExpectedRev | undefined;
}

const articleId = z.string().regex(/^[a-z0-9-]{1,40}$/);
const reasonGiven = z.strictObject({ reason: requiredText(1_000) });

/** Throws NotFound for an unknown event or article, InvalidForm for what was typed, and whatever `perform` refuses with. */
export function putPackEvent({ records, queries }: Parts) {
  async function eventOf(type: PackAction, id: string, sent: Record<string, unknown>): Promise<PackEvent> {
    const { facts } = await records.load<PackFacts>('pack', id);
    const { article, ...body } = sent;
    switch (type) {
      case 'EDIT':
        return editOf(facts, sent);
      case 'ADD_ARTICLE': {
        const taken = new Set(facts.articles.map((one) => one.id));
        return { type, article: articleFrom(nextKey('added', taken), null, sent) };
      }
      case 'EDIT_ARTICLE': {
        const before = facts.articles.find((one) => one.id === article);
        if (!before) throw new NotFound('pack');
        return { type, article: articleFrom(before.id, before, body) };
      }
      case 'REMOVE_ARTICLE':
        return { type, ...read(z.strictObject({ article: articleId }), sent) };
      case 'PUT_IN_FORCE': {
        read(asVersion, sent);
        const before = (await queries.all()).find(
          ({ state, pack }) => state === 'inForce' && pack.key === facts.key && pack !== HANDBOOK_PACK,
        );
        return { type, before: before ? { id: before.id, version: before.pack.version } : null };
      }
      case 'WITHDRAW':
        return { type, ...read(reasonGiven, sent) };
    }
  }

  return async ({ id, type, body, actor, ...guards }: PackEventCommand): Promise<Performed> => {
    if (!isPackAction(type)) throw new NotFound();
    const verdict = may(actor, 'pack.edit');
    if (!verdict.allowed) throw new Forbidden([verdict.reason]);
    const event = await eventOf(type, id, { ...((body ?? {}) as Record<string, unknown>) });
    return records.perform({ kind: 'pack', id, event: { ...event }, actor, ...guards });
  };
}
