import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestApp } from '../support/app.js';

describe('the pages of campaigns', () => {
  let app: Awaited<ReturnType<typeof createTestApp>>;
  beforeAll(async () => {
    app = await createTestApp();
  });
  afterAll(() => app.close());

  it('open a campaign from a template, with its phases and tasks as drafts', async () => {
    const agent = await app.agentFor('campaign_office');
    const sent = await agent.post('/campaigns/new', {
      template: 'third-phase-rectification',
      startOn: '2026-07-01',
      title: '下半年活动',
      region: '贵港市',
      upperLevel: '自治区',
    });
    expect(sent.status).toBe(303);
    const id = String(sent.headers.location).split('/').at(-1) ?? '';
    const { facts, state } = await app.wiring.campaigns.byId(id);
    expect({ title: facts.title, state }).toEqual({ title: '下半年活动', state: 'draft' });
    const [first] = await app.wiring.tasks.ofPhase(id, 'rectification');
    expect(first?.state).toBe('draft');
    expect((await agent.get(`/campaigns/${id}`)).text).toContain('下半年活动');
  });

  it('bring the form back with what was typed when a day does not exist', async () => {
    const agent = await app.agentFor('campaign_office');
    const typed = {
      template: 'third-phase-rectification',
      startOn: '2026-02-30',
      title: '春季活动',
      region: '',
      upperLevel: '',
    };
    const { status, text } = await agent.post('/campaigns/new', typed);
    expect(status).toBe(422);
    expect(text).toContain('春季活动');
  });

  it('change the rules a campaign is run by', async () => {
    const agent = await app.agentFor('campaign_office');
    const sent = await agent.post(`/campaigns/${app.campaign}/events/CHANGE_SETTINGS`, {
      nearDue: '5',
      behindBy: '15',
      acknowledgeWithin: '3',
      returnsBeforeFinal: '2',
      remindBefore: '10、5、1',
      readinessBefore: '20,5',
      dayOff: 'rollForward',
      blue: 'lead',
      red: ['lead', 'office'],
    });
    expect(sent.status).toBe(303);
    const { settings } = (await app.wiring.campaigns.byId(app.campaign)).facts;
    expect(settings).toMatchObject({
      acknowledgeWithin: 3,
      remindBefore: [10, 5, 1],
      readinessBefore: [20, 5],
      dayOff: 'rollForward',
      lights: { nearDue: 5, behindBy: 15, raises: { blue: ['lead'], yellow: [], red: ['lead', 'office'] } },
    });
  });

  it('take an emptied number for a mistake, not for nought', async () => {
    const agent = await app.agentFor('campaign_office');
    const before = (await app.wiring.campaigns.byId(app.campaign)).facts.settings;
    const sent = { nearDue: '', behindBy: '15', acknowledgeWithin: '4', returnsBeforeFinal: '2' };
    const rest = { remindBefore: '10、5', readinessBefore: '20', dayOff: 'keep' };
    const { status, text } = await agent.post(`/campaigns/${app.campaign}/events/CHANGE_SETTINGS`, {
      ...sent,
      ...rest,
    });
    expect(status).toBe(422);
    expect(text).toContain('href="#CHANGE_SETTINGS-nearDue"');
    expect(text).toContain('10、5');
    expect((await app.wiring.campaigns.byId(app.campaign)).facts.settings).toEqual(before);
  });

  it('refuse a complaint phone with letters, which every receipt would print', async () => {
    const agent = await app.agentFor('campaign_office');
    const sent = { nearDue: '5', behindBy: '15', acknowledgeWithin: '3', returnsBeforeFinal: '2', dayOff: 'keep' };
    const send = (complaintPhone: string) =>
      agent.post(`/campaigns/${app.campaign}/events/CHANGE_SETTINGS`, {
        ...sent,
        remindBefore: '5',
        readinessBefore: '5',
        complaintPhone,
      });
    const refused = await send('打12345找小王');
    expect([refused.status, /电话只能写数字。依据：/.test(refused.text)]).toEqual([422, true]);
    expect((await send('0775 456 2345')).status).toBe(303);
    const { settings } = (await app.wiring.campaigns.byId(app.campaign)).facts;
    expect(settings.complaintPhone).toBe('07754562345');
  });

  it('show on a stale page what somebody else changed, with everything typed still there', async () => {
    const agent = await app.agentFor('campaign_office');
    const { rev } = await app.wiring.campaigns.byId(app.campaign);
    const theirs = { type: 'EDIT', title: '由别人改过的活动', inspection: { date: '2026-07-20', by: '自治区' } };
    await app.put('leading_group', app.campaign, theirs, 'campaign');
    const sent = { rev: String(rev), title: '我改的活动', inspectionOn: '2026-07-21', inspectionBy: '自治区专班' };
    const { status, text } = await agent.post(`/campaigns/${app.campaign}/events/EDIT`, sent);
    expect(status).toBe(409);
    expect(text).toContain('您打开页面之后，这里有了变化');
    expect(text).toContain('我改的活动');
    expect(text).toContain('自治区专班');
    expect(text).toContain(`name="rev" value="${(await app.wiring.campaigns.byId(app.campaign)).rev}"`);
  });

  it('say why a campaign cannot be concluded: its phases are open', async () => {
    const agent = await app.agentFor('campaign_office');
    await app.put('campaign_office', app.campaign, { type: 'AWAIT_INSPECTION' }, 'campaign');
    await app.put('campaign_office', app.campaign, { type: 'RECORD_INSPECTION', remark: '' }, 'campaign');
    const { status, text } = await agent.post(`/campaigns/${app.campaign}/events/CONCLUDE`, {});
    expect(status).toBe(409);
    expect(text).toContain('还有 1 个阶段没有结束');
  });
});
