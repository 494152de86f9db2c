import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
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

  it('asks a reason for a waiver and brings the page back without one', async () => {
    const agent = await app.agentFor('leading_group');
    const sent = { task: red, code: 'T-001', reason: '' };
    expect((await agent.post(`/phases/${app.phaseId}/events/WAIVE`, sent)).status).toBe(422);
  });

  it('closes once each red task is waived by name', async () => {
    const agent = await app.agentFor('leading_group');
    const sent = { task: red, code: 'T-001', reason: '等待自治区会议布置' };
    expect((await agent.post(`/phases/${app.phaseId}/events/WAIVE`, sent)).status).toBe(303);
    expect((await agent.post(`/phases/${app.phaseId}/events/CLOSE`, {})).status).toBe(303);
    expect((await app.wiring.records.load('phase', app.phaseId)).state).toBe('closed');
    expect((await agent.get(`/phases/${app.phaseId}`)).text).toContain('等待自治区会议布置');
  });
});
