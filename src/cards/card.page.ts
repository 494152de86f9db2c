/** What the page of every record shares: what can be done and why not, forms with what was typed, the machine, the story. */
import { drawingOf, type Layout } from '../../workflows/drawing.js';
import type { Moment } from '../../workflows/moment.js';
import { eventsIn, reasonsAgainst, type Workflow } from '../../workflows/step.js';
import { errorSummary, errorsByField, type Field, field } from '../http/components/form.js';
import type { MachineDrawing } from '../http/components/machine-drawing.js';
import { conflictOf } from '../http/conflict.page.js';
import type { FormAgain } from '../http/form-again.js';
import { type Possible, refusedOnes } from '../http/plain-record.page.js';
import type { Reader } from '../http/reason-text.js';
import type { Decision } from '../people/policy.js';
import { formatInstant } from '../platform/i18n.js';
import type { LogEntry, StoredRecord } from '../records/record.js';
import { firstBreak } from '../records/verify-log.js';

/** A kind of record as its card shows it. */
export interface CardKind<Facts extends object, Action extends string> {
  /** Namespace of its words: `event`, `submit`, `done`, `state`, `stateDescription`, `conflict` lie under it. */
  area: string;
  /** Where its pages lie, `/indicators`. */
  base: string;
  // The rules of a kind know their own events; a card only passes names through.
  workflow: Workflow<Facts, never>;
  layout: Layout;
  /** What a person can do, in the order of the record's life. */
  actions: readonly Action[];
  /** What cannot be taken back: its button says so. */
  grave?: readonly Action[];
  /** What only one word from the machine allows and no card offers: shown elsewhere on the page. */
  may(shown: CardShown<Facts>, event: Action): Decision;
  fields(event: Action, shown: CardShown<Facts>, reader: Reader): Field[];
  /** What an entry of the story says besides its title. */
  details?(entry: LogEntry, reader: Reader): string[];
}

export interface CardShown<Facts extends object> {
  record: StoredRecord<Facts>;
  moment: Moment;
  history: readonly LogEntry[];
  /** One-time key of the forms. */
  key: string;
  /** Short names of departments in the reader's language. */
  names: Map<string, string>;
}

/** A form that was sent and not taken, and of which event it was. */
export type CardAgain = (FormAgain & { event: string }) | null;

/** The events of this state for this person, with what stands against each. */
export function possible<
  Facts extends object,
  Action extends string,
  Shown extends Pick<CardShown<Facts>, 'record' | 'moment'>,
>(
  kind: Pick<CardKind<Facts, Action>, 'workflow' | 'actions'> & { may(shown: Shown, event: Action): Decision },
  shown: Shown,
): (Possible & { event: Action })[] {
  const { state, facts } = shown.record;
  const known = new Set(eventsIn(kind.workflow.machine, state));
  return kind.actions
    .filter((event) => known.has(event) && kind.may(shown, event).allowed)
    .map((event) => ({
      event,
      reasons: reasonsAgainst(kind.workflow, state, facts, event as never, shown.moment),
    }));
}

/** View model of the partial `card-acts`: one form per event behind its summary. */
function form<Facts extends object, Action extends string>(
  kind: CardKind<Facts, Action>,
  shown: CardShown<Facts>,
  event: Action,
  { reader, again, open }: { reader: Reader; again: CardAgain; open: string },
) {
  const { record, key } = shown;
  const { t } = reader;
  const { area, base } = kind;
  const mine = again?.event === event ? again : null;
  const idPrefix = `${event}-`;
  const state = mine ? { typed: mine.typed, errors: errorsByField(reader, mine.reasons), idPrefix } : { idPrefix };
  return {
    event,
    action: `${base}/${record.id}/events/${event}`,
    summary: t(`${area}:event.${event}`),
    keep: `${record.kind}-${record.id}-${event}`,
    open: mine !== null || (again === null && event === open),
    errors: mine && mine.changes.length === 0 ? errorSummary(reader, mine.reasons, idPrefix) : null,
    hidden: [
      { name: 'rev', value: record.rev },
      { name: 'key', value: `${key}-${event}` },
    ],
    fields: kind.fields(event, shown, reader).map((spec) => field(spec, state)),
    submit: { text: t(`${area}:submit.${event}`), kind: kind.grave?.includes(event) ? 'grave' : '' },
  };
}

/** What can be done now and why the rest cannot; `open` is the event whose form stands open. */
export function cardActs<Facts extends object, Action extends string>(
  kind: CardKind<Facts, Action>,
  shown: CardShown<Facts>,
  reader: Reader,
  again: CardAgain,
  open: Action | '' = '',
) {
  const can = possible(kind, shown);
  const forms = can
    .filter(({ reasons }) => reasons.length === 0)
    .map(({ event }) => form(kind, shown, event, { reader, again, open }));
  const offered = forms.some(({ event }) => event === again?.event);
  return {
    conflict: conflictOf(again, kind.area, reader, { names: shown.names }),
    problem: again && !offered && again.changes.length === 0 ? errorSummary(reader, again.reasons) : null,
    forms,
    refused: refusedOnes(can, kind.area, reader),
    nothing: can.length === 0 ? reader.t('common:nothingToDo') : '',
  };
}

/** The machine with its states where the layout puts them, the current one marked. */
export function machineDrawing<Facts extends object>(
  { t }: Reader,
  kind: { area: string; workflow: Pick<Workflow<Facts, never>, 'kind' | 'machine'>; layout: Layout },
  current: string,
): MachineDrawing {
  const { width, height, nodes, frames, edges } = drawingOf(kind.workflow.machine, kind.layout);
  const name = (state: string) => t(`${kind.area}:state.${state}`);
  return {
    id: `${kind.workflow.kind}-machine`,
    label: t('common:machine.label', { current: name(current) }),
    width,
    height,
    frames: frames.map(({ x, y, w, h }) => ({ x, y, w, h })),
    nodes: nodes.map(({ id, x, y, w, h }) => ({
      x,
      y,
      w,
      h,
      cx: x + w / 2,
      cy: y + h / 2 + 4,
      label: name(id),
      current: id === current,
    })),
    edges: edges.map(({ path, events, labelX, labelY }) => ({
      path,
      label: events.map((event) => t(`${kind.area}:event.${event}`)).join(t('common:listSeparator')),
      x: labelX,
      y: labelY,
      start: false,
    })),
  };
}

/** The story, newest first; what the clock only looked at is left out. */
function story<Facts extends object, Action extends string>(
  kind: CardKind<Facts, Action>,
  { history }: CardShown<Facts>,
  reader: Reader,
) {
  const { t, locale, today } = reader;
  return [...history]
    .reverse()
    .filter(({ type }) => type !== 'CLOCK')
    .map((entry) => {
      const details = kind.details?.(entry, reader) ?? [];
      return {
        title: t(`${kind.area}:event.${entry.type}`),
        at: formatInstant(locale, entry.at, today),
        iso: entry.at,
        by: entry.actor.kind === 'person' ? entry.actor.name : t('common:bySystem'),
        ...(details.length > 0 ? { details } : {}),
      };
    });
}

/** Where the record stands in its machine, and all that happened to it. */
export function cardStory<Facts extends object, Action extends string>(
  kind: CardKind<Facts, Action>,
  shown: CardShown<Facts>,
  reader: Reader,
) {
  const { record, history } = shown;
  const broken = firstBreak([...history])?.seq ?? null;
  const { t } = reader;
  return {
    machine: machineDrawing(reader, kind, record.state),
    stateText: t(`${kind.area}:stateDescription.${record.state}`),
    entries: story(kind, shown, reader),
    chain: broken === null ? t('common:chain', { count: history.length }) : t('common:chainBroken', { seq: broken }),
  };
}
