/** Imports of a ledger from the file to the result: read, compare, decide, confirm. Long work runs behind the page that asked. */

import type { GivenRow } from '../../workflows/ledger/read-sheet.js';
import type { Actor } from '../../workflows/moment.js';
import { cut } from '../../workflows/text.js';
import type { GivenBefore } from '../documents/given.model.js';
import type { GivenStore } from '../documents/given.store.js';
import { mayEver, type Visible, visibleTo } from '../people/policy.js';
import type { Clock } from '../platform/clock.js';
import { AppError, Forbidden, InvalidForm, NotFound, TransitionRefused } from '../platform/errors.js';
import type { Locale } from '../platform/i18n.js';
import { newId } from '../platform/ids.js';
import type { Log } from '../platform/log.js';
import { expectRevision } from '../records/saves.js';
import type { createTask } from '../tasks/create-task.js';
import type { putTaskEvent } from '../tasks/put-task-event.js';
import type { TellStep } from '../under-way/under-way.js';
import { applyImport } from './apply-import.js';
import { compareImport } from './compare-import.js';
import { type JudgingParts, judgeFor } from './judge-rows.js';
import type { LedgerRow } from './ledger-file.reading.js';
import type { Choice, ImportRow, LedgerImport } from './ledger-import.model.js';
import type { LedgerImports as Store } from './ledger-imports.store.js';
import { openLedgerFile } from './read-ledger-file.js';

export interface LedgerImportsParts extends JudgingParts {
  store: Store;
  given: GivenStore;
  clock: Clock;
  logger: Log;
  putTaskEvent: ReturnType<typeof putTaskEvent>;
  createTask: ReturnType<typeof createTask>;
}

export interface OpenImport {
  campaign: string;
  name: string;
  bytes: Buffer;
  /** Letters of codes and phase for new rows that name none; the phase under way when it is empty. */
  group: string;
  phase: string;
  actor: Actor;
}

/** The press of the button: which choices its page showed, and that rows may become tasks a second time. */
interface Confirming {
  rev: number;
  twice?: boolean;
}

/** Choices of one form that a conflict tells. */
const CHOICES_TOLD = 12;
const NAME_MOST = 120;

export function createLedgerImports(parts: LedgerImportsParts) {
  const { store, given, clock, logger, queries, departments, phases } = parts;
  const running = new Set<Promise<void>>();
  let stopped = false;

  /** Every id is of this campaign and of a task the person may see. Throws InvalidForm with the first that is not. */
  async function refuseStrangers(rows: readonly GivenRow[], { campaign }: OpenImport, visible: Visible): Promise<void> {
    const known = new Map(
      (await queries.briefs({ ids: rows.flatMap(({ id }) => id ?? []) })).map((brief) => [brief.id, brief]),
    );
    for (const { id, n, idCell } of rows) {
      if (id === null) continue;
      const brief = known.get(id);
      const whose = brief ? [brief.leadDepartment, ...brief.coDepartments] : [];
      const seen = brief && (visible.all || whose.some((one) => one !== null && visible.departments.includes(one)));
      const wrong = brief && brief.campaign !== campaign ? 'otherCampaign' : seen ? null : 'unknownId';
      if (!wrong) continue;
      throw new InvalidForm([{ code: `ledger.fault.${wrong}`, field: 'file', params: { row: n, cell: idCell } }]);
    }
  }

  /** Throws UnreadableDocument, Forbidden, and InvalidForm for a sheet that cannot be taken; then nothing of it is kept. */
  async function open(command: OpenImport, tell: TellStep = () => {}): Promise<LedgerImport> {
    const { campaign, name, bytes, actor, group } = command;
    const verdict = mayEver(actor, 'ledger.import');
    if (!verdict.allowed) throw new Forbidden([verdict.reason]);
    const visible = visibleTo(actor, await departments.tree());
    const ofCampaign = await phases.of(campaign);
    const { faults, total, pieces } = await openLedgerFile(name, bytes, (share, step = 'reading') => tell(step, share));
    if (faults.length > 0) throw new InvalidForm(faults);
    const found: LedgerImport = {
      id: newId(),
      campaign,
      name: cut(name, NAME_MOST),
      group,
      phase: command.phase || (ofCampaign[0]?.facts.key ?? ''),
      createdAt: clock.now(),
      by: { id: actor.id, name: actor.name },
      state: 'comparing',
      total,
      done: 0,
      beat: null,
      counts: { same: 0, changes: 0, conflicts: 0, refused: 0, new: 0 },
    };
    const digests = new Set<string>();
    async function* checked(): AsyncGenerator<ImportRow[]> {
      for await (const piece of pieces) {
        await refuseStrangers(
          piece.map(({ given: row }) => row),
          command,
          visible,
        );
        for (const { digest } of piece) if (digest !== null) digests.add(digest);
        yield piece.map((row) => rowOf(found.id, row));
      }
    }
    await store.add(found, checked());
    const { id, by, createdAt: at } = found;
    await given.note({ id, kind: 'ledger', campaign, name: found.name, at, by, bytes, rows: [...digests] });
    return found;
  }

  /** Take up the work an import waits for; null when somebody is at it, or it waits for a person. */
  async function claim({ id, state }: Pick<LedgerImport, 'id' | 'state'>): Promise<LedgerImport | null> {
    if (state === 'done') return null;
    return store.claim(id, state, state === 'comparing' || state === 'failed' ? 'comparing' : 'applying');
  }

  /** Do the work that was taken up: to its end, or until this process stops. */
  async function run(claimed: LedgerImport, actor: Actor, locale: Locale): Promise<void> {
    const { id, state, total } = claimed;
    const comparing = state === 'comparing';
    const stopping = () => stopped;
    try {
      const judge = await judgeFor(parts, claimed, actor);
      const ended = comparing
        ? await compareImport(claimed, { ...parts, judge, locale, stopping })
        : await applyImport(claimed, { ...parts, judge, actor, locale, stopping });
      const counts = ended && comparing ? { counts: await store.countTags(id) } : {};
      if (ended) await store.rest(id, { state: comparing ? 'ready' : 'done', done: total, ...counts });
      else await store.rest(id, comparing ? { state: 'failed', fault: null } : {});
    } catch (error) {
      // The page says why it stands still, and offers to go on. Half applied it is no failure: it goes on where it was.
      const fault = (error instanceof AppError ? error.reasons[0] : undefined) ?? { code: 'ledger.fault.broke' };
      await store.rest(id, comparing ? { state: 'failed', fault } : {}).catch(() => {});
      throw error;
    }
  }

  function behind(task: Promise<void>): void {
    const caught = task.catch((error: unknown) => logger.error({ err: error }, 'an import of a ledger broke off'));
    running.add(caught);
    void caught.finally(() => running.delete(caught));
  }

  /** A person's own import; another's is not there for them. */
  async function own(id: string, actor: Actor): Promise<LedgerImport> {
    const found = await store.byId(id);
    if (found.by.id !== actor.id) throw new NotFound('ledgerImport');
    return found;
  }

  /** `made`: the earlier one was confirmed, so that its rows would make their tasks a second time. */
  async function repeats({ id, counts }: LedgerImport): Promise<(GivenBefore & { made: boolean }) | null> {
    const before = await given.before(id);
    if (!before) return null;
    const earlier = await store.byId(before.id).catch(() => null);
    const confirmed = earlier?.state === 'applying' || earlier?.state === 'done';
    return { ...before, made: confirmed && before.known > 0 && counts.new > 0 };
  }

  const expect = (found: LedgerImport, state: LedgerImport['state']) => {
    if (found.state !== state) throw new TransitionRefused('import', found.state, [{ code: 'ledger.notNow' }]);
  };

  return {
    store,
    own,
    open,
    /** Begin or go on with what an import waits for, without waiting for its end. */
    async start(found: LedgerImport, actor: Actor, locale: Locale): Promise<void> {
      const claimed = found.state === 'ready' ? null : await claim(found);
      if (claimed) behind(run(claimed, actor, locale));
    },
    /** Decide conflicts: some cells of some rows, or all that are not decided yet. */
    async choose(
      found: LedgerImport,
      given: { choices: ReadonlyMap<number, ImportRow['choices']>; rest: Choice | null },
      { rev, actor }: { rev: number; actor: Actor },
    ): Promise<void> {
      expect(found, 'ready');
      const fields = [...given.choices].flatMap(([n, chosen]) =>
        Object.entries(chosen).map(([column, to]) => ({ name: `${n}.${column}`, from: null, to })),
      );
      const rest = given.rest ? [{ name: 'rest', from: null, to: given.rest }] : [];
      const by = { id: actor.id, name: actor.name };
      const shown = [...rest, ...fields].slice(0, CHOICES_TOLD);
      await store.noteChoice(found.id, rev, { type: 'CHOSEN', at: clock.now(), actor: by, fields: shown });
      await store.choose(found.id, given.choices);
      if (given.rest) await store.chooseAll(found.id, given.rest);
    },
    /** What of an import came before and has become tasks then; null for nothing. */
    repeats,
    /**
     * Put a compared import to its tasks. Throws TransitionRefused while a conflict is open, and where rows would make tasks
     * a second time and nobody has said that they shall (`twice`).
     */
    async confirm(
      found: LedgerImport,
      actor: Actor,
      locale: Locale,
      { rev, twice = false }: Confirming,
    ): Promise<void> {
      // Pressed twice: it is under way or done already.
      if (found.state === 'applying' || found.state === 'done') return;
      expectRevision(rev, { rev: found.rev ?? 1, ...(found.saves && { saves: found.saves }) });
      expect(found, 'ready');
      const open = await store.countRows(found.id, { undecided: true });
      if (open > 0) {
        throw new TransitionRefused('import', found.state, [{ code: 'ledger.undecided', params: { count: open } }]);
      }
      const before = twice ? null : await repeats(found);
      if (before?.made) {
        const params = { name: before.name, by: before.by.name, count: before.known };
        throw new TransitionRefused('import', found.state, [{ code: 'ledger.givenBefore', params }]);
      }
      const claimed = await claim(found);
      if (claimed) behind(run(claimed, actor, locale));
    },
    /** Wait for what is under way. */
    async drain(): Promise<void> {
      while (running.size > 0) await Promise.all(running);
    },
    /** Lay down what is under way after the row it is at. */
    async stop(): Promise<void> {
      stopped = true;
      await Promise.all(running);
    },
  };
}

export type LedgerImportCases = ReturnType<typeof createLedgerImports>;

/** A row as it is kept. */
function rowOf(id: string, { given, phaseAbove }: LedgerRow): ImportRow {
  return {
    import: id,
    n: given.n,
    given,
    phaseAbove,
    compared: false,
    tags: [],
    code: '',
    title: '',
    changes: [],
    conflicts: [],
    refused: [],
    fresh: null,
    choices: {},
    undecided: false,
    outcome: null,
  };
}
