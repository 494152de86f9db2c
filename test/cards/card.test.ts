/** The card every record has: what is offered follows from the machine and the policy, and what was typed comes back. */
import { describe, expect, it } from '@jest/globals';
import { type CardKind, type CardShown, cardActs, cardStory } from '../../src/cards/card.page.js';
import { translator } from '../../src/platform/i18n.js';
import type { IndicatorFacts } from '../../workflows/indicators/indicator.js';
import {
  INDICATOR_ACTIONS,
  type IndicatorAction,
  indicatorWorkflow,
} from '../../workflows/indicators/indicator.machine.js';
import { indicatorLayout } from '../../workflows/indicators/layout.js';
import { anIndicator, moment } from '../support/workflows.js';

const reader = { t: translator('en'), locale: 'en' as const, today: '2026-06-02' };
const kind: CardKind<IndicatorFacts, IndicatorAction> = {
  area: 'indicators',
  base: '/indicators',
  workflow: indicatorWorkflow,
  layout: indicatorLayout,
  actions: INDICATOR_ACTIONS,
  grave: ['CANCEL'],
  may: (_shown, event) =>
    event === 'EDIT' ? { allowed: false, reason: { code: 'policy.onlyOffice' } } : { allowed: true },
  fields: () => [{ type: 'text', name: 'reason', label: 'Reason' }],
};

function shown(state: string, facts: Partial<IndicatorFacts> = {}): CardShown<IndicatorFacts> {
  const record = {
    id: 'a'.repeat(24),
    kind: 'indicator',
    state,
    facts: anIndicator(facts),
    light: { colour: 'none' as const, reason: { code: 'light.none' }, since: '2026-06-01' },
    clockAt: null,
    rev: 3,
    hash: '',
    outbox: [],
    createdAt: '',
    updatedAt: '',
  };
  return { record, moment: moment(), history: [], key: 'key-of-page', names: new Map() };
}

const offered = (state: string, facts?: Partial<IndicatorFacts>) =>
  cardActs(kind, shown(state, facts), reader, null).forms.map(({ event }) => event);

describe('what can be done', () => {
  it('is what the machine knows in the state, the policy allows and nothing stands against', () => {
    expect(offered('planned')).toEqual(['ENTER_VALUE', 'CANCEL']);
    expect(offered('settled')).toEqual(['REOPEN']);
  });

  it('is said to be nothing where there is nothing', () => {
    const acts = cardActs(kind, shown('cancelled'), reader, null);
    expect(acts.forms).toEqual([]);
    expect(acts.nothing).not.toBe('');
  });

  it('names why an event the machine knows cannot happen now', () => {
    const { refused } = cardActs(kind, shown('tracked'), reader, null);
    expect(refused.map(({ lead }) => lead.split(' is ')[0])).toEqual([
      'Attach evidence',
      'Withdraw evidence',
      'Settle',
    ]);
    for (const { items } of refused) {
      expect(items).not.toEqual([]);
      expect(items.join()).not.toMatch(/indicator\./);
    }
  });

  it('has one form open: the one that came back, else the one asked for', () => {
    const asked = cardActs(kind, shown('planned'), reader, null, 'ENTER_VALUE');
    expect(asked.forms.filter(({ open }) => open).map(({ event }) => event)).toEqual(['ENTER_VALUE']);
    const again = { status: 422, reasons: [], typed: { reason: 'typed' }, changes: [], event: 'CANCEL' };
    const back = cardActs(kind, shown('planned'), reader, again, 'ENTER_VALUE');
    expect(back.forms.filter(({ open }) => open).map(({ event }) => event)).toEqual(['CANCEL']);
    expect(back.forms.find(({ event }) => event === 'CANCEL')?.fields[0]?.value).toBe('typed');
  });

  it('says on top what was wrong with a form that is no longer offered', () => {
    const reasons = [{ code: 'required', field: 'reason', params: { field: 'reason' } }];
    const acts = cardActs(kind, shown('settled'), reader, {
      status: 409,
      reasons,
      typed: {},
      changes: [],
      event: 'CANCEL',
    });
    expect(acts.problem?.items).toHaveLength(1);
  });

  it('carries the revision and a key of its own with every form', () => {
    const keys = cardActs(kind, shown('planned'), reader, null).forms.map(({ hidden }) =>
      hidden.map(({ value }) => value),
    );
    expect(keys).toEqual([
      [3, 'key-of-page-ENTER_VALUE'],
      [3, 'key-of-page-CANCEL'],
    ]);
  });
});

describe('the story', () => {
  it('marks the state the record is in, and only that', () => {
    const { machine } = cardStory(kind, shown('tracked'), reader);
    expect(machine.nodes.filter(({ current }) => current)).toHaveLength(1);
  });
});
