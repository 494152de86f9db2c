/** One import: how far it has come; then what would change, cell by cell; then what became of it. */

import type { Difference } from '../../workflows/ledger/base.js';
import type { ShownColumn } from '../../workflows/ledger/columns.js';
import type { RefusedCell } from '../../workflows/ledger/plan-row.js';
import { shortened } from '../../workflows/text.js';
import type { GivenBefore } from '../documents/given.model.js';
import { givenNotice } from '../documents/given.page.js';
import { errorSummary, field } from '../http/components/form.js';
import { pagination } from '../http/components/pagination.js';
import { conflictOf } from '../http/conflict.page.js';
import type { FormAgain } from '../http/form-again.js';
import { type Reader, reasonTexts } from '../http/reason-text.js';
import { formatInstant } from '../platform/i18n.js';
import { type ImportRow, type LedgerImport, ROW_TAGS, type RowTag } from './ledger-import.model.js';

export const ROWS_PER_PAGE = 50;
/** Seconds after which a browser without scripts asks again how far it has come. */
const ASK_AGAIN = 2;
/** Characters of a cell that are shown; the task's page has the rest. */
const CELL_SHOWN = 400;

export interface ImportShown {
  found: LedgerImport;
  campaign: string;
  /** Phases by key. */
  phases: ReadonlyMap<string, string>;
  names: ReadonlyMap<string, string>;
  /** Somebody is at the work that is under way. */
  alive: boolean;
  show: RowTag;
  page: number;
  rows: readonly ImportRow[];
  undecided: number;
  outcomes: { applied: number; made: number; left: number } | null;
  /** What of it came before; `made`: and has become tasks then. */
  before: (GivenBefore & { made: boolean }) | null;
  /** Id of who looks: a person's own imports are linked. */
  actor: string;
  again: FormAgain | null;
}

/** What a person looks at first: what waits for them, then what will happen. */
export function firstTag({ counts }: LedgerImport): RowTag {
  const order: RowTag[] = ['conflicts', 'changes', 'new', 'refused'];
  return order.find((tag) => counts[tag] > 0) ?? 'changes';
}

const clipped = (text: string) => shortened(text, CELL_SHOWN);

function progressOf({ found, alive }: ImportShown, reader: Reader) {
  const { t, locale } = reader;
  const { state, done, total, id, fault } = found;
  if (state === 'ready' || state === 'done') return null;
  const why = fault ? t('ledger:failed', { reason: reasonTexts([fault], reader).join('') }) : t('ledger:stopped');
  const number = new Intl.NumberFormat(locale);
  return {
    value: done,
    max: total,
    label: t('ledger:progress.label'),
    text: t(`ledger:progress.${state === 'failed' ? 'comparing' : state}`, {
      done: number.format(done),
      total: number.format(total),
    }),
    refresh: { href: `/ledger/imports/${id}`, text: t('ledger:progress.refresh') },
    stopped: state !== 'failed' && alive ? null : why,
    continue: { action: `/ledger/imports/${id}/continue`, text: t('ledger:continue') },
  };
}

function rowView(row: ImportRow, shown: ImportShown, reader: Reader) {
  const { t } = reader;
  const { found, phases, names } = shown;
  const { fresh, outcome, given } = row;
  const label = (column: ShownColumn) => t(`ledger:column.${column}`);
  const text = (cell: string) => (cell === '' ? t('ledger:blank') : clipped(cell));
  const cell = ({ column, now, wanted }: Difference) => ({ name: label(column), now: text(now), wanted: text(wanted) });
  const typed = shown.again ? { typed: shown.again.typed } : {};
  const conflict = ({ column, now, wanted }: Difference) => {
    const name = `c-${row.n}-${column}`;
    const asked = {
      type: 'radios',
      name,
      label: label(column),
      options: (['mine', 'theirs'] as const).map((choice) => ({
        value: choice,
        text: t(`ledger:${choice}`, { text: text(choice === 'mine' ? wanted : now) }),
        chosen: row.choices[column] === choice,
      })),
    };
    return field(asked, shown.again && name in shown.again.typed ? typed : {});
  };
  const refused = (cells: readonly RefusedCell[]) =>
    cells.map(({ column, reasons }) => {
      const typed = given.cells[column];
      const said = reasons.every(({ code }) => code === 'ledger.refused.formula') ? undefined : typed;
      return {
        name: label(column),
        typed: said === undefined ? null : t('ledger:typed', { text: text(said) }),
        items: reasonTexts(reasons, reader),
      };
    });
  const task = outcome?.made ?? given.id;
  const open = found.state === 'ready';
  const columns = (list: readonly ShownColumn[]) => list.map(label).join(t('common:listSeparator'));
  const kept = row.conflicts.map(({ column }) => column).filter((column) => row.choices[column] === 'theirs');
  return {
    n: row.n,
    where: t('ledger:row', { n: row.n }),
    code: row.code,
    title: row.title,
    href: task ? `/tasks/${task}` : null,
    changes: row.changes.map(cell),
    conflicts: open ? row.conflicts.map(conflict) : [],
    fresh: fresh
      ? {
          facts: [
            {
              name: t('fields:phase'),
              text: t('ledger:place', { phase: phases.get(fresh.phase) ?? fresh.phase, group: fresh.group }),
            },
            ...(fresh.parent ? [{ name: label('parent'), text: fresh.parent }] : []),
            ...(fresh.plan.requirement ? [{ name: label('requirement'), text: clipped(fresh.plan.requirement) }] : []),
            {
              name: label('lead'),
              text: fresh.plan.leadDepartment
                ? (names.get(fresh.plan.leadDepartment) ?? fresh.plan.leadDepartment)
                : t('ledger:blank'),
            },
            { name: label('due'), text: fresh.plan.due?.to ?? t('ledger:blank') },
          ],
        }
      : null,
    refused: refused(outcome?.refused ?? row.refused),
    outcome: outcome
      ? [
          ...(outcome.made ? [t('ledger:outcome.made')] : []),
          ...(outcome.applied.length > 0 ? [t('ledger:outcome.applied', { columns: columns(outcome.applied) })] : []),
          ...(kept.length > 0 ? [t('ledger:outcome.kept', { columns: columns(kept) })] : []),
        ]
      : [],
  };
}

/** A cell of which something was chosen: `12.lead` = lead department of row 12. */
function choiceName(name: string, { t }: Reader): string {
  const [n = '', column = ''] = name.split('.');
  return `${t('ledger:row', { n })} ${t(`ledger:column.${column}`)}`;
}

export function importPage(shown: ImportShown, reader: Reader) {
  const { t, locale, today } = reader;
  const { found, campaign, show, page, rows, undecided, outcomes, before, again } = shown;
  const { id, name, state, counts, total, createdAt } = found;
  const compared = state === 'ready' || state === 'done';
  const href = (tag: RowTag, n = 1) => `/ledger/imports/${id}?show=${tag}${n > 1 ? `&page=${n}` : ''}`;
  const progress = progressOf(shown, reader);
  const underWay = progress !== null && progress.stopped === null;
  const rev = { name: 'rev', value: found.rev ?? 1 };
  const asks = counts.changes + counts.conflicts + counts.new > 0;
  return {
    page: { title: name, ...(underWay ? { askAgain: ASK_AGAIN } : {}) },
    head: {
      crumbs: [
        { text: t('common:nav.tasks'), href: `/tasks?campaign=${found.campaign}` },
        { text: t('ledger:import.title'), href: `/ledger/imports?campaign=${found.campaign}` },
        { text: name },
      ],
      title: name,
      facts: [
        { text: campaign },
        { text: t('ledger:import.rowsOf', { n: total }) },
        { label: t('ledger:importColumn.given'), text: formatInstant(locale, createdAt, today) },
      ],
      tags: [{ text: t(`ledger:state.${state}`), kind: state === 'done' ? 'done' : 'now' }],
      actions: [
        ...(state === 'done' ? [{ text: t('ledger:result'), href: `/ledger/imports/${id}/result.xlsx` }] : []),
        ...(state === 'ready' && asks && undecided === 0 && !before?.made
          ? [{ text: t('ledger:confirm'), action: `/ledger/imports/${id}/confirm`, fields: [rev] }]
          : []),
      ],
    },
    rev: found.rev ?? 1,
    conflict: conflictOf(again, 'ledger', reader, {
      field: (name) => (name === 'rest' ? t('ledger:rest') : choiceName(name, reader)),
      value: (_name, value) => (value === null ? '' : t(`ledger:chosen.${value}`)),
    }),
    errors: again && again.changes.length === 0 ? errorSummary(reader, again.reasons) : null,
    before:
      before && state !== 'done'
        ? givenNotice(before, reader, {
            area: 'ledger',
            // A person's own imports are linked.
            href: before.by.id === shown.actor ? `/ledger/imports/${before.id}` : null,
          })
        : null,
    twice:
      before?.made && state === 'ready' && undecided === 0
        ? {
            action: `/ledger/imports/${id}/confirm`,
            field: field({ type: 'checkbox', name: 'twice', label: t('ledger:before.twice', { count: before.known }) }),
            text: t('ledger:confirm'),
          }
        : null,
    progress,
    done: outcomes ? { kind: 'done', text: t('ledger:doneNote', outcomes) } : null,
    figures: compared
      ? (['changes', 'conflicts', 'refused', 'new', 'same'] as const).map((tag) => ({
          name: t(`ledger:figure.${tag}`),
          value: counts[tag],
          ...(tag === 'same' || counts[tag] === 0 ? {} : { href: href(tag) }),
        }))
      : null,
    tabs: compared
      ? {
          label: t('ledger:show.label'),
          items: ROW_TAGS.map((tag) => ({
            text: t(`ledger:show.${tag}`),
            href: href(tag),
            current: tag === show,
            count: counts[tag],
          })),
        }
      : null,
    rows: rows.map((row) => rowView(row, shown, reader)),
    choices:
      state === 'ready' && show === 'conflicts' && rows.length > 0
        ? {
            action: `/ledger/imports/${id}/choices`,
            page,
            keep: t('ledger:keep'),
            rest: (['mine', 'theirs'] as const).map((choice) => ({
              value: choice,
              text: t(choice === 'mine' ? 'ledger:restMine' : 'ledger:restTheirs'),
            })),
          }
        : null,
    undecided: state === 'ready' && undecided > 0 ? t('ledger:undecidedNote', { count: undecided }) : null,
    nothing: state === 'ready' && !asks ? t('ledger:nothing') : null,
    pagination: pagination(t, { page, perPage: ROWS_PER_PAGE, total: counts[show], href: (n) => href(show, n) }),
  };
}
