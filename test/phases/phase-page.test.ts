import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { PhaseFacts } from '../../workflows/phases/phase.js';
import { createTestApp } from '../support/app.js';

describe('the page of a phase', () => {
  let app: Awaited<ReturnType<typeof createTestApp>>;
  let red: string;
  beforeAll(async () => {
    app = await createTestApp();
    red = await app.newDraft({ due: { from: '2026-06-03', to: '2026-06-03', text: '' } });
    await app.put('campaign_office', red, { type: 'ASSIGN' });
    await app.wiring.clock.moveTo('2026-06-05T00:00:00.000Z');
    await app.wiring.jobs.runDueWork();
  });
  afterAll(() => app.close());

  it('refuses to close on a red task, and names it', async () => {
    const agent = await app.agentFor('leading_group');
    const { status, text } = await agent.post(`/phases/${app.phaseId}/events/CLOSE`, {});
    expect(status).toBe(409);
    expect(text).toContain('T-001');
    expect((await app.wiring.records.load('phase', app.phaseId)).state).toBe('open');
  });

  it('shows on a stale page what somebody else changed, with everything typed still there', async () => {
    const agent = await app.agentFor('leading_group');
    const { rev, facts } = await app.wiring.records.load<PhaseFacts>('phase', app.phaseId);
    const { title, opensOn, closesOn, hardDate } = facts;
    const dates = { opensOn, closesOn, hardDate };
    await app.put('campaign_office', app.phaseId, { type: 'EDIT', title, goal: '别人写的目标', ...dates }, 'phase');
    const sent = { rev: String(rev), title, goal: '我写的目标', opensOn, closesOn, hardDate: hardDate ?? '' };
    const { status, text } = await agent.post(`/phases/${app.phaseId}/events/EDIT`, sent);
    expect(status).toBe(409);
    expect(text).toContain('您打开页面之后，这里有了变化');
    expect(text).toContain('我写的目标');
  });

  it('counts its tasks, each number leading to its rows', async () => {
    const { text } = await (await app.agentFor('leading_group')).get(`/phases/${app.phaseId}`);
    const rows = `/tasks?campaign=${app.campaign}&phase=${app.phase}`
      .replaceAll('&', '&amp;')
      .replaceAll('=', '&#x3D;');
    const figure = (href: string) =>
      new RegExp(`<a href="${rows.replace('?', '\\?')}${href}">[\\s\\S]*?<div class="v[^"]*">(\\d+)`).exec(text)?.[1];
    expect([figure(''), figure('&amp;light&#x3D;red'), figure('&amp;state&#x3D;closed')]).toEqual(['1', '1', '0']);
  });

  it('brings the record of an inspection back open, with what was typed, when it cannot be taken', async () => {
    const agent = await app.agentFor('leading_group');
    await agent.post(`/phases/${app.phaseId}/events/START_SELF_CHECK`, {});
    const { status, text } = await agent.post(`/phases/${app.phaseId}/events/RECORD_INSPECTION`, {
      remark: '长'.repeat(5_000),
    });
    expect(status).toBe(422);
    expect(text).toMatch(/<details open><summary>登记检查<\/summary>/);
    expect(text).toContain('长'.repeat(5_000));
  });

  it('asks a reason for a waiver and brings the page back without one', async () => {
    const agent = await app.agentFor('leading_group');
    const { status, text } = await agent.post(`/phases/${app.phaseId}/events/WAIVE`, { task: red, reason: '' });
    expect(status).toBe(422);
    expect(text).toContain('href="#WAIVE-reason"');
    expect(text).toContain('id="WAIVE-reason"');
  });

  it('waives only what is red in this phase', async () => {
    const calm = await app.newDraft();
    const agent = await app.agentFor('leading_group');
    const { status, text } = await agent.post(`/phases/${app.phaseId}/events/WAIVE`, {
      task: calm,
      reason: '先放一放',
    });
    expect(status).toBe(422);
    expect(text).toContain('只能保留本阶段逾期未办结的任务');
  });

  it('closes once each red task is waived by name', async () => {
    const agent = await app.agentFor('leading_group');
    const sent = { task: red, reason: '等待自治区会议布置' };
    expect((await agent.post(`/phases/${app.phaseId}/events/WAIVE`, sent)).status).toBe(303);
    expect((await agent.post(`/phases/${app.phaseId}/events/CLOSE`, {})).status).toBe(303);
    expect((await app.wiring.records.load('phase', app.phaseId)).state).toBe('closed');
    expect((await agent.get(`/phases/${app.phaseId}`)).text).toContain('等待自治区会议布置');
  });
});
