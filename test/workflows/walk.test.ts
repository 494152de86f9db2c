import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { getAdjacencyMap } from 'xstate/graph';
import { lightShown } from '../../src/cards/record-view.js';
import { messageText } from '../../src/inbox/message-text.js';
import { LOCALES, translator } from '../../src/platform/i18n.js';
import type { Light } from '../../workflows/lights.js';
import { eventsIn, type NotifyEffect, type Reason, reasonsAgainst, step } from '../../workflows/step.js';
import { caseWalk } from '../support/cases.js';
import { bookletWalk, periodPlanWalk } from '../support/duties.js';
import {
  campaignWalk,
  indicatorWalk,
  inquiryWalk,
  matterWalk,
  packWalk,
  phaseWalk,
  serviceItemWalk,
  siteWalk,
  taskWalk,
  type Walk,
} from '../support/machines.js';
import { ratingWalk } from '../support/ratings.js';
import { moment, transitionsOf } from '../support/workflows.js';

/** The texts of the reasons of a language, flat: `task.noLead`. */
function reasonsIn(locale: string): Set<string> {
  const flat = new Set<string>();
  const add = (texts: Record<string, unknown>, before: string): void => {
    for (const [key, text] of Object.entries(texts)) {
      if (typeof text === 'object' && text !== null) add(text as Record<string, unknown>, `${before}${key}.`);
      else flat.add(`${before}${key.replace(/_(one|other)$/, '')}`);
    }
  };
  add(JSON.parse(readFileSync(`locales/${locale}/reasons.json`, 'utf8')) as Record<string, unknown>, '');
  return flat;
}

const chinese = reasonsIn('zh-CN');
const english = reasonsIn('en');

/** One arrow of the walk: what was put, and where it led. */
interface Edge {
  event: { type: string };
  state: { value: unknown };
}

/** Every state reached with its facts, and for each event there whether it was let through and where it led. */
function walk<Facts extends object, Event extends { type: string }>({
  workflow,
  start,
  events,
  tellApart,
}: Walk<Facts, Event>) {
  const { machine } = workflow;
  const seen = {
    states: new Set<string>(),
    taken: new Set<string>(),
    refused: new Map<string, Reason[]>(),
    notices: new Map<string, NotifyEffect['params']>(),
    lights: new Map<string, Light>(),
  };
  const map = getAdjacencyMap(machine, {
    input: start,
    events: (state) =>
      events.map(([event, actor, when]) => {
        const now = moment({ actor, ...when });
        return { ...event, moment: now, record: 'record', from: state.value };
      }),
    serializeState: ({ value, context }) => JSON.stringify([value, tellApart(context as Facts)]),
    filterEvents: (state, event) => state.can(event),
    limit: 50_000,
  });
  for (const { state, transitions } of Object.values(map)) {
    const from = String(state.value);
    seen.states.add(from);
    for (const { event, state: next } of Object.values(transitions) as Edge[]) {
      seen.taken.add(`${from} ${event.type} ${String(next.value)}`);
    }
    const facts = state.context as Facts;
    for (const [event, actor, when] of events) {
      const now = moment({ actor, ...when });
      const light = workflow.light(from, facts, now);
      const outcome = step(workflow, { id: 'record', state: from, facts, light }, event, now);
      // The guard of the machine and the reasons for the page say the same.
      const can = state.status === 'active' && state.can({ ...event, moment: now, record: 'record', from });
      if (can !== outcome.accepted) throw new Error(`${from} ${event.type}: machine ${can}, step ${outcome.accepted}`);
      // What stands in the way whatever is typed also stands in the way of what was typed.
      if (!outcome.accepted) {
        const codes = outcome.reasons.map(({ code }) => code).join(' ');
        seen.refused.set(`${from} ${event.type}: ${codes}`, outcome.reasons);
        continue;
      }
      for (const effect of outcome.effects) {
        if (effect.type !== 'notify') continue;
        // A text may ask for one value where another record has none: each set of values counts.
        const { template, values = {} } = effect.params;
        seen.notices.set(`${template} ${Object.keys(values).sort()}`, effect.params);
      }
      if (outcome.light.reason) seen.lights.set(`${outcome.light.colour} ${outcome.light.reason.code}`, outcome.light);
      if (reasonsAgainst(workflow, from, facts, event.type, now).length > 0) {
        throw new Error(`${from} ${event.type}: the button is barred, the event is not.`);
      }
    }
  }
  return seen;
}

const walks: Record<string, Walk<never, never>> = {
  task: taskWalk as unknown as Walk<never, never>,
  serviceItem: serviceItemWalk as unknown as Walk<never, never>,
  matter: matterWalk as unknown as Walk<never, never>,
  inquiry: inquiryWalk as unknown as Walk<never, never>,
  phase: phaseWalk as unknown as Walk<never, never>,
  campaign: campaignWalk as unknown as Walk<never, never>,
  indicator: indicatorWalk as unknown as Walk<never, never>,
  case: caseWalk as unknown as Walk<never, never>,
  pack: packWalk as unknown as Walk<never, never>,
  site: siteWalk as unknown as Walk<never, never>,
  booklet: bookletWalk as unknown as Walk<never, never>,
  periodPlan: periodPlanWalk as unknown as Walk<never, never>,
  rating: ratingWalk as unknown as Walk<never, never>,
};

describe.each(Object.entries(walks))('the %s machine', (_kind, given) => {
  const { machine } = given.workflow;
  const seen = walk(given);

  it('reaches every state', () => {
    expect([...seen.states].sort()).toEqual(Object.keys(machine.states).sort());
  });

  it('takes every transition', () => {
    expect([...seen.taken].sort()).toEqual([...new Set(transitionsOf(machine))].sort());
  });

  it('refuses only with reasons that both languages can say', () => {
    for (const [put, reasons] of seen.refused) {
      expect([put, reasons.length > 0]).toEqual([put, true]);
      for (const { code } of reasons) {
        expect([put, code, chinese.has(code), english.has(code)]).toEqual([put, code, true, true]);
      }
    }
  });

  it('tells people nothing, and lights no lamp, that both languages cannot say', () => {
    for (const locale of LOCALES) {
      const reader = { t: translator(locale), locale, today: '2026-06-02' };
      const said = [
        ...[...seen.notices.values()].map(({ template, values = {} }) => {
          const { subject, body } = messageText({ template, values }, { ...reader, departments: new Map() });
          return `${subject} ${body}`;
        }),
        ...[...seen.lights.values()].map((light) => JSON.stringify(lightShown(light, reader))),
      ];
      expect(said.filter((text) => text.includes('…') || text.includes('{{'))).toEqual([]);
    }
  });

  it('gives every guard a rule and uses every rule', () => {
    const guards = new Set<string>();
    for (const node of Object.values(machine.states)) {
      for (const [, candidates] of node.transitions) {
        for (const { guard } of candidates) if (guard !== undefined) guards.add(String(guard));
      }
    }
    expect([...guards].sort()).toEqual(Object.keys(given.workflow.rules).sort());
  });

  it('describes and tags every state', () => {
    for (const node of Object.values(machine.states)) {
      expect([node.key, (node.description ?? '').length > 10, node.tags.length > 0]).toEqual([node.key, true, true]);
    }
  });

  it('knows no event in a final state', () => {
    for (const node of Object.values(machine.states)) {
      if (node.type === 'final') expect(eventsIn(machine, node.key)).toEqual([]);
    }
  });
});
