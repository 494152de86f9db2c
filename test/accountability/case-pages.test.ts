/** Cases through the web application: who sees what of them, every view logged, what is refused and by which article. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { MatterFacts } from '../../workflows/matters/matter.js';
import { POSTS } from '../../workflows/moment.js';
import { createTestApp, FOREIGN, LEAD, type TestApp } from '../support/app.js';
import { caseForms, PARTS } from '../support/case-forms.js';
import { newReceivedMatter } from '../support/new-matter.js';

let test: TestApp;
let forms: ReturnType<typeof caseForms>;
beforeAll(async () => {
  test = await createTestApp();
  forms = caseForms(test);
}, 60_000);
afterAll(() => test.close());

const idIn = (location: unknown) => /[0-9a-f]{24}/.exec(String(location))?.[0] as string;
const errorsIn = (html: string) => [...html.matchAll(/class="errors".*?<\/ul>/gs)].map(([one]) => one).join();

/** Everybody without a part in the case of {@link PARTS}. */
const STRANGERS = [
  'working_group',
  'foreign_leader',
  'township_liaison',
  'public_supervisor',
  'system_administrator',
  'security_administrator',
  'auditor',
];

describe('a clue reported by hand', () => {
  it('keeps who reported it and what was told, and nobody has judged anything', async () => {
    const answer = await forms.report(PARTS.reporter);
    const { state, facts } = await forms.load(idIn(answer.headers.location));
    expect([state, facts.code, facts.clue.reporter?.id]).toEqual(['clue', '', forms.id(PARTS.reporter)]);
    expect(facts.clue.facts).toEqual([{ label: 'told', value: '窗口拒收材料。' }]);
    expect([facts.subject, facts.measure, facts.decision]).toEqual([null, null, null]);
  });

  it.each([
    ['told', { told: ' ' }, '不能为空|必填|请填写'],
    ['a day ahead', { on: '2026-06-03' }, '日期不能晚于今天'],
    ['an unknown department', { department: 'nowhere' }, 'nowhere'],
  ])('is refused without what it needs: %s', async (_name, fields, said) => {
    const answer = await forms.report(PARTS.reporter, fields);
    expect([answer.status, new RegExp(said).test(errorsIn(answer.text))]).toEqual([422, true]);
  });

  it('leads to the record whose code it names, however the code is written, where the reporter may see it', async () => {
    const matter = await newReceivedMatter(test, { title: '报送所涉的许可' });
    const { code } = (await test.wiring.records.load<MatterFacts>('matter', matter)).facts;
    const answer = await forms.report(PARTS.subjectsLeader, { sourceCode: ` ${code.toLowerCase()} ` });
    const id = idIn(answer.headers.location);
    expect((await forms.load(id)).facts.clue.source).toEqual({
      kind: 'matter',
      id: matter,
      code,
      title: '报送所涉的许可',
    });
    expect((await forms.page(PARTS.office, `/cases/${id}`)).text).toContain(`href="/matters/${matter}"`);
    for (const [login, sourceCode] of [
      [PARTS.reporter, code],
      [PARTS.subjectsLeader, 'MT-20260601-99999'],
    ] as const) {
      const refused = await forms.report(login, { sourceCode });
      expect([refused.status, errorsIn(refused.text)]).toEqual([422, expect.stringContaining('没有这个编号')]);
    }
  });

  it('cannot name a person of another department', async () => {
    const answer = await forms.report(PARTS.reporter, {
      department: FOREIGN,
      personConcerned: forms.id(PARTS.subject),
    });
    expect(errorsIn(answer.text)).toContain('所选人员不属于这个单位');
  });

  it('can be reported by everybody with a part in the campaign, and not by the officers of the system', async () => {
    for (const post of POSTS.filter((one) => !/administrator|auditor/.test(one))) {
      expect([post, (await forms.report(post)).status]).toEqual([post, 303]);
    }
    for (const post of ['system_administrator', 'security_administrator', 'auditor']) {
      expect([post, (await forms.report(post)).status]).toEqual([post, 403]);
    }
  });
});

describe('who sees a case', () => {
  const secret = { finding: '拒收属实。', statement: '当时系统故障。' };

  async function statusOf(login: string, id: string): Promise<number> {
    return (await forms.page(login, `/cases/${id}`)).status;
  }

  it('is open to those with a part in it, at the time they need it, and to nobody else', async () => {
    const id = await forms.upTo('clue');
    const { office, reporter, investigator, decider, subject, subjectsLeader, reviewDecider } = PARTS;
    const see = async () => {
      const all = [office, reviewDecider, reporter, investigator, decider, subject, subjectsLeader, ...STRANGERS];
      const seen: string[] = [];
      for (const login of all) if ((await statusOf(login, id)) === 200) seen.push(login);
      return seen;
    };
    expect(await see()).toEqual([office, reviewDecider, reporter]);
    await forms.put(office, id, 'ACCEPT', forms.accept());
    expect(await see()).toEqual([office, reviewDecider, reporter, investigator, decider]);
    await forms.put(investigator, id, 'PROPOSE', { ...secret, exemptionTest: '均不适用。', ...forms.admonition });
  });

  it('shows the person concerned the decision once served, and neither who reported it nor the notes', async () => {
    const id = await forms.upTo('DECIDE');
    expect(await statusOf(PARTS.subject, id)).toBe(403);
    const leader = (await forms.page(PARTS.subjectsLeader, `/cases/${id}`)).text;
    expect(leader).toContain('规则第五条');
    await forms.put(PARTS.subjectsLeader, id, 'SERVE', { on: '2026-06-02' });
    for (const login of [PARTS.subject, PARTS.subjectsLeader]) {
      const { text } = await forms.page(login, `/cases/${id}`);
      expect([login, text.includes('规则第五条'), text.includes('三十日内申请复核。')]).toEqual([login, true, true]);
      for (const hidden of ['当时系统故障', '均不适用', `名${PARTS.reporter}`, `名${PARTS.investigator}`, '查阅记录']) {
        expect([login, hidden, text.includes(hidden)]).toEqual([login, hidden, false]);
      }
    }
  });

  it('tells the reporter whether it was taken up, and why not, and nothing else', async () => {
    const taken = await forms.upTo('SERVE');
    const { text } = await forms.page(PARTS.reporter, `/cases/${taken}`);
    expect(text).toContain('已受理');
    for (const hidden of ['AC-2026', '规则第五条', '书面', `名${PARTS.subject}`, '已送达']) {
      expect([hidden, text.includes(hidden)]).toEqual([hidden, false]);
    }
    expect((await forms.page(PARTS.reporter, `/cases/${taken}/decision`)).status).toBe(403);
    const refused = await forms.upTo('clue');
    await forms.put(PARTS.office, refused, 'NOT_ACCEPT', { reason: '不属于本办职责。' });
    expect((await forms.page(PARTS.reporter, `/cases/${refused}`)).text).toContain('不属于本办职责。');
  });

  it('lists to each exactly the cases whose card opens', async () => {
    const ids = [
      await forms.upTo('clue'),
      await forms.upTo('ACCEPT'),
      await forms.upTo('DECIDE'),
      await forms.upTo('SERVE'),
    ];
    for (const login of Object.values(PARTS)) {
      const { text } = await forms.page(login, '/cases');
      for (const id of ids) {
        const opens = (await statusOf(login, id)) === 200;
        expect([login, id, text.includes(`/cases/${id}`)]).toEqual([login, id, opens]);
      }
    }
    for (const login of ['working_group', 'foreign_leader', 'public_supervisor']) {
      const { text, status } = await forms.page(login, '/cases');
      expect([login, status, ids.some((id) => text.includes(id))]).toEqual([login, 200, false]);
    }
    expect((await forms.page('auditor', '/cases')).status).toBe(403);
  });

  it('keeps a leader whom the case is about out of it, whatever the post', async () => {
    const { headers } = await forms.report(PARTS.reporter, {
      department: 'efficiency-office',
      personConcerned: forms.id('leading_group'),
    });
    const id = idIn(headers.location);
    expect(await statusOf('leading_group', id)).toBe(403);
    expect((await forms.page('leading_group', '/cases')).text).not.toContain(id);
    expect((await forms.put('leading_group', id, 'NOT_ACCEPT', { reason: '不受理。' })).status).toBe(403);
    expect(await statusOf('campaign_office', id)).toBe(200);
  });

  it('says nothing of whom it is about in anybody’s inbox', async () => {
    const id = await forms.upTo('REQUEST_REVIEW');
    const { facts } = await forms.load(id);
    for (const login of [...Object.values(PARTS), ...STRANGERS]) {
      const { text } = await forms.page(login, '/inbox');
      const mine = [PARTS.investigator, PARTS.decider, PARTS.subject, PARTS.reviewDecider].includes(login as never);
      expect([login, text.includes(facts.code)]).toEqual([login, mine]);
      expect([login, text.includes('拒收')]).toEqual([login, false]);
    }
  });
});

describe('every view of a case', () => {
  it('is written down before the page is shown, and read by the office', async () => {
    const id = await forms.upTo('SERVE');
    await forms.page(PARTS.subject, `/cases/${id}`);
    await forms.page(PARTS.decider, `/cases/${id}/decision`);
    await forms.page(PARTS.reporter, `/cases/${id}`);
    await forms.page('working_group', `/cases/${id}`);
    const { text } = await forms.page(PARTS.office, `/cases/${id}`);
    const views = text.slice(text.indexOf('id="views"'));
    for (const name of [PARTS.subject, PARTS.decider, PARTS.reporter, PARTS.office]) {
      expect([name, views.includes(`名${name}`)]).toEqual([name, true]);
    }
    expect(views).toContain('决定文本');
    expect(views).not.toContain('名working_group');
    expect((await forms.page(PARTS.decider, `/cases/${id}`)).text).not.toContain('id="views"');
  });
});

describe('bad input', () => {
  it('refuses a decision without its basis, with the article that asks for it', async () => {
    const id = await forms.upTo('HEAR');
    const stated = { facts: '事实', reasons: '理由', rights: '权利', basis: ' ', ...forms.admonition };
    const answer = await forms.put(PARTS.decider, id, 'DECIDE', stated);
    expect(answer.status).toBe(422);
    expect(errorsIn(answer.text)).toContain('决定要写明“依据”。依据：');
    expect((await forms.load(id)).state).toBe('heard');
  });

  it('refuses the same person in two roles, with the article that says so', async () => {
    const id = await forms.upTo('clue');
    const twice = { ...forms.accept(), investigator: forms.id(PARTS.reporter) };
    const answer = await forms.put(PARTS.office, id, 'ACCEPT', twice);
    expect(errorsIn(answer.text)).toContain('不能同时担任两个角色。依据：本系统预设，待办公室确定（角色分离与回避）');
    const low = await forms.put(PARTS.office, id, 'ACCEPT', { ...forms.accept(), deciderRank: 'staff' });
    expect(errorsIn(low.text)).toContain('职级要高于当事人');
  });

  it('refuses whoever is not named for it', async () => {
    const id = await forms.upTo('HEAR');
    const decide = { facts: '事实', reasons: '理由', rights: '权利', basis: '依据', ...forms.admonition };
    for (const login of [PARTS.office, PARTS.reviewDecider, PARTS.investigator, PARTS.subject, PARTS.reporter]) {
      expect([login, (await forms.put(login, id, 'DECIDE', decide)).status]).toEqual([login, 403]);
    }
  });

  it('puts the refusal of a recusal at the field of whoever comes instead', async () => {
    const id = await forms.upTo('ACCEPT');
    const fields = { role: 'investigator', successor: forms.id(PARTS.decider), deciderRank: '', reason: '亲属' };
    const answer = await forms.put(PARTS.office, id, 'RECUSE', fields);
    expect(answer.text).toContain('href="#RECUSE-successor"');
    const out = await forms.put(PARTS.investigator, id, 'RECUSE', { ...fields, successor: forms.id('working_group') });
    expect([out.status, out.headers.location]).toEqual([303, '/cases?done=RECUSE']);
  });
});

describe('a case that is taken up', () => {
  it('has the next number of the year, each its own', async () => {
    const [first, second] = [await forms.upTo('ACCEPT'), await forms.upTo('ACCEPT')];
    const codes = await Promise.all([first, second].map(async (id) => (await forms.load(id)).facts.code));
    expect(codes[0]).toMatch(/^AC-2026-\d{6}$/);
    expect(Number(codes[1]?.slice(-6))).toBe(Number(codes[0]?.slice(-6)) + 1);
  });

  it('gets two different numbers when two are taken up at once', async () => {
    const ids = [await forms.upTo('clue'), await forms.upTo('clue')];
    await Promise.all(ids.map((id) => forms.put(PARTS.office, id, 'ACCEPT', forms.accept())));
    const codes = await Promise.all(ids.map(async (id) => (await forms.load(id)).facts.code));
    expect([new Set(codes).size, codes.every((code) => /^AC-2026-\d{6}$/.test(code))]).toEqual([2, true]);
  });

  it('shows its deadlines term by term and the count of the year, which changes nothing', async () => {
    const id = await forms.upTo('SERVE');
    const { text } = await forms.page(PARTS.office, `/cases/${id}`);
    expect(text).toMatch(/次日起算 30 ?[天日]/);
    expect(text).toContain('系统不据此作任何处理');
    expect((await forms.load(id)).facts.measure).toEqual({ form: 'writtenAdmonition', months: 6 });
  });

  it('prints its decision as a draft without number or seal', async () => {
    const id = await forms.upTo('SERVE');
    const { text } = await forms.page(PARTS.subject, `/cases/${id}/decision`);
    expect(text).toContain('不含文号，不加盖印章');
    expect(text).toContain('三十日内申请复核。');
    expect(text).not.toContain(`名${PARTS.reporter}`);
    expect((await forms.page(PARTS.office, `/cases/${await forms.upTo('HEAR')}/decision`)).status).toBe(404);
  });

  it('stays in force during a review, and a review quashes it', async () => {
    const id = await forms.upTo('REQUEST_REVIEW');
    expect((await forms.load(id)).facts.measure).toEqual({ form: 'writtenAdmonition', months: 6 });
    const worse = { result: 'lighten', form: 'dismissal', months: '', reason: '情节' };
    const refused = await forms.put(PARTS.reviewDecider, id, 'DECIDE_REVIEW', worse);
    expect(errorsIn(refused.text)).toContain('复核、申诉不得加重处理。依据：中华人民共和国公务员法');
    await forms.put(PARTS.reviewDecider, id, 'DECIDE_REVIEW', {
      result: 'quash',
      form: '',
      months: '',
      reason: '不属实',
    });
    const { state, facts } = await forms.load(id);
    expect([state, facts.measure]).toEqual(['quashed', null]);
  });
});

describe('the fact that a case exists', () => {
  it('shows in no figures of the department', async () => {
    await forms.upTo('SERVE');
    const rows = await test.wiring.records.counters.rows({ campaign: test.campaign, department: LEAD });
    expect(JSON.stringify(rows)).not.toMatch(/case/i);
  });
});
