/**
 * The one door into every machine: a record's state and facts + an event at a moment → what follows, or why not.
 * Runs nothing. The guard of a transition, the greyed button, the 409 page and the API read the same list of reasons.
 */
import { type AnyStateMachine, transition } from 'xstate';
import type { Instant } from './dates.js';
import type { Light } from './lights.js';
import type { Moment } from './moment.js';

/** Why something is not possible: a code under `locales/<lng>/reasons.json`, its values, and the form field it is about. */
export interface Reason {
  code: string;
  params?: Record<string, string | number>;
  field?: string;
}

/**
 * What stands in the way of a transition; an empty list means it may happen. Without an event the rule answers for the
 * facts alone (may the button be pressed?), with one also for what was typed.
 */
export type Rule<Facts, Event> = (facts: Facts, moment: Moment, event?: Event) => Reason[];

/** A message to the people of a department (or of a post anywhere, or one person); its text is a template of the inbox. */
export interface NotifyEffect {
  type: 'notify';
  params: {
    template: string;
    to: { department?: string; posts?: string[]; person?: string };
    values?: Record<string, string | number>;
  };
}
/** An event for another record. The only way one record touches another. */
export interface PutEffect {
  type: 'put';
  params: { kind: string; id: string; event: { type: string } & Record<string, unknown> };
}
/** A new record. Without an id of its own it has one that follows from the event that asked, so asking twice creates one. */
export interface CreateEffect {
  type: 'create';
  params: { kind: string; id?: string; facts: Record<string, unknown> };
}
/** What a step wants done elsewhere, as data; the relay does it after the save. */
export type Effect = NotifyEffect | PutEffect | CreateEffect;

/** The events of a machine as it receives them: what was typed, at a moment, put to which record in which state. */
export type Timed<Event> = Event & { moment: Moment; record: string; from: string };

/** Everything the write path needs to know of one kind of record. */
export interface Workflow<Facts extends object, Event extends { type: string }> {
  kind: string;
  machine: AnyStateMachine;
  /** Guard name → rule; the machine's guards are made of the same object. */
  rules: Record<string, Rule<Facts, Event>>;
  /** The light of the record at a moment, from its facts alone. */
  light(state: string, facts: Facts, moment: Moment): Light;
  /** The next instant at which time alone can change the record; null when it cannot. */
  clockAt(state: string, facts: Facts, moment: Moment): Instant | null;
  /** Events that only add and overwrite nothing: somebody may put two of them from one page. */
  adds?: readonly string[];
  /** What a new record wants done elsewhere: nothing has happened to it yet that could say so. */
  created?(id: string, facts: Facts): Effect[];
  /** What else follows from what an event changed, told by the record before and after it: the clues of a breach. */
  follows?(before: Standing<Facts>, after: Standing<Facts>, event: Event, moment: Moment): Effect[];
  /** What a light that got worse raises. */
  raises(before: Light, after: Light, facts: Facts, moment: Moment): Effect[];
}

/** A record as the rules see it. */
export interface Standing<Facts> {
  id: string;
  state: string;
  facts: Facts;
  light: Light;
}

/** What follows from an event, or the reasons why nothing does. */
export type Outcome<Facts> =
  | { accepted: true; state: string; facts: Facts; light: Light; clockAt: Instant | null; effects: Effect[] }
  | { accepted: false; reasons: Reason[] };

interface Candidate {
  guard: string | null;
  target: string | null;
}
type Table = Record<string, Record<string, Candidate[]>>;

const tables = new WeakMap<AnyStateMachine, Table>();

/** State → event → candidates in order, read once from the machine, so that a row's buttons cost no XState call. */
function tableOf(machine: AnyStateMachine): Table {
  const known = tables.get(machine);
  if (known) return known;
  // Without a prototype: what comes in as an event's name may be `constructor`.
  const table: Table = Object.create(null) as Table;
  for (const [state, node] of Object.entries(machine.states)) {
    const row = Object.create(null) as Record<string, Candidate[]>;
    for (const [event, transitions] of node.transitions) {
      row[event] = transitions.map(({ guard, target }) => ({
        guard: guard === undefined ? null : (guard as string),
        target: target?.[0]?.key ?? null,
      }));
    }
    table[state] = row;
  }
  tables.set(machine, table);
  return table;
}

/** The events a machine knows in a state, in the order the machine file names them. */
export function eventsIn(machine: AnyStateMachine, state: string): string[] {
  return Object.keys(tableOf(machine)[state] ?? {});
}

/** The events that lead from one state to another, in the order the machine file names them. */
export function eventsTo(machine: AnyStateMachine, state: string, target: string): string[] {
  const row = tableOf(machine)[state] ?? {};
  return Object.keys(row).filter((event) => row[event]?.some((candidate) => candidate.target === target));
}

/** Why an event is not possible in a state; `event` may be its bare type, then only the facts are asked. */
export function reasonsAgainst<Facts extends object, Event extends { type: string }>(
  workflow: Workflow<Facts, Event>,
  state: string,
  facts: Facts,
  type: Event['type'],
  moment: Moment,
  event?: Event,
): Reason[] {
  const candidates = tableOf(workflow.machine)[state]?.[type];
  if (!candidates) return [{ code: 'notInThisState', params: { kind: workflow.kind, event: type, state } }];
  let reasons: Reason[] = [];
  for (const { guard } of candidates) {
    if (guard === null) return [];
    const rule = workflow.rules[guard];
    if (!rule) throw new Error(`The ${workflow.kind} machine names a guard without a rule: ${guard}.`);
    reasons = rule(facts, moment, event);
    if (reasons.length === 0) return reasons;
  }
  return reasons;
}

/** Guards for `setup` made of rules: a transition is open exactly when its rule has no reason against it. */
export function guardsOf<Facts extends object, Event extends { type: string }, Name extends string>(
  rules: Record<Name, Rule<Facts, Event>>,
): Record<Name, (args: { context: Facts; event: Timed<Event> }) => boolean> {
  const guards = {} as Record<Name, (args: { context: Facts; event: Timed<Event> }) => boolean>;
  for (const name of Object.keys(rules) as Name[]) {
    guards[name] = ({ context, event }) => rules[name](context, event.moment, event).length === 0;
  }
  return guards;
}

/** Put an event to a record. Pure: returns the next state, facts, light and the effects wanted, or the reasons against. */
export function step<Facts extends object, Event extends { type: string }>(
  workflow: Workflow<Facts, Event>,
  now: Standing<Facts>,
  event: Event,
  moment: Moment,
): Outcome<Facts> {
  const { machine } = workflow;
  const reasons = reasonsAgainst(workflow, now.state, now.facts, event.type, moment, event);
  if (reasons.length > 0) return { accepted: false, reasons };
  const snapshot = machine.resolveState({ value: now.state, context: now.facts });
  const [next, actions] = transition(machine, snapshot, { ...event, moment, record: now.id, from: now.state });
  const state = next.value as string;
  const facts = next.context as Facts;
  const light = workflow.light(state, facts, moment);
  const effects: Effect[] = [];
  for (const { type, params } of actions as unknown as readonly { type: string; params: unknown }[]) {
    if (type === 'notify' || type === 'put') effects.push({ type, params } as Effect);
    // `effects` is the plural for an event whose number of messages or new records depends on what was typed.
    if (type === 'effects') effects.push(...(params as { list: Effect[] }).list);
  }
  effects.push(...(workflow.follows?.(now, { id: now.id, state, facts, light }, event, moment) ?? []));
  effects.push(...workflow.raises(now.light, light, facts, moment));
  return { accepted: true, state, facts, light, clockAt: workflow.clockAt(state, facts, moment), effects };
}
