import { describe, expect, it } from '@jest/globals';
import { campaignWorkflow } from '../../../workflows/campaigns/campaign.machine.js';
import { packWorkflow } from '../../../workflows/packs/pack.machine.js';
import { aPack } from '../../support/machines.js';
import { aCampaign, moment, put, refusals, standing, theSystem } from '../../support/workflows.js';

const draft = standing(packWorkflow, 'draft', aPack());

describe('a version of a rule pack', () => {
  it('in force holds from the day it was put so, and the version before it makes way', () => {
    const now = put(packWorkflow, draft, { type: 'PUT_IN_FORCE', before: { id: 'v1', version: 1 } });
    expect([now.state, now.facts.inForceOn]).toEqual(['inForce', '2026-06-02']);
    expect(now.effects).toEqual([
      { type: 'put', params: { kind: 'pack', id: 'v1', event: { type: 'SUPERSEDE', version: 2 } } },
    ]);
  });

  it('is never changed once in force', () => {
    const now = put(packWorkflow, draft, { type: 'PUT_IN_FORCE', before: null });
    const [article] = now.facts.articles;
    expect(refusals(packWorkflow, now, { type: 'EDIT_ARTICLE', article: article! })).toEqual(['notInThisState']);
    expect(refusals(packWorkflow, now, { type: 'WITHDRAW', reason: '不再需要。' })).toEqual(['notInThisState']);
    const after = put(packWorkflow, now, { type: 'SUPERSEDE', version: 3 }, moment({ actor: theSystem }));
    expect(after.state).toBe('superseded');
  });

  it('does not come into force behind a later one', () => {
    const event = { type: 'PUT_IN_FORCE', before: { id: 'v3', version: 3 } } as const;
    expect(refusals(packWorkflow, draft, event)).toEqual(['pack.laterInForce']);
  });

  it('keeps a system for as long as it has articles', () => {
    const { title, source, systems } = draft.facts;
    const event = { type: 'EDIT', title, source, systems: systems.slice(1) } as const;
    expect(refusals(packWorkflow, draft, event)).toEqual(['pack.articlesOfSystem']);
  });
});

describe('a campaign', () => {
  const running = standing(campaignWorkflow, 'running', aCampaign());

  it('goes by the version it adopts', () => {
    const now = put(campaignWorkflow, running, { type: 'ADOPT_PACK', pack: { key: 'ours', version: 1 } });
    expect(now.facts.pack).toEqual({ key: 'ours', version: 1 });
  });

  it('adopts neither a version that never was in force nor the one it has', () => {
    const of = (key: string, version: number) =>
      refusals(campaignWorkflow, running, { type: 'ADOPT_PACK', pack: { key, version } });
    expect([of('ours', 2), of('three-systems', 1)]).toEqual([['pack.notInForce'], ['pack.adoptedAlready']]);
  });
});
