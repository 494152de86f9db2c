/** What people do to cases in a browser, and a case brought to any point of its life by them. */

import { newId } from '../../src/platform/ids.js';
import type { CaseFacts } from '../../workflows/accountability/case.js';
import { instantOf } from '../../workflows/dates.js';
import { LEAD, type TestApp } from './app.js';

/** Who has which part in the cases of tests; all others have none. */
export const PARTS = {
  reporter: 'foreign_liaison',
  subject: 'department_liaison',
  subjectsLeader: 'department_leader',
  office: 'campaign_office',
  investigator: 'reviewer',
  decider: 'county_leader',
  reviewDecider: 'leading_group',
} as const;

export function caseForms(test: TestApp) {
  const { records, clock } = test.wiring;
  const id = (login: string) => test.actor(login).id;
  const load = (of: string) => records.load<CaseFacts>('case', of);
  const page = async (login: string, path: string) => (await test.agentFor(login)).get(path);

  async function report(login: string, fields: Record<string, string> = {}) {
    const agent = await test.agentFor(login);
    await agent.get('/cases/new');
    const answer = await agent.post('/cases', {
      campaign: test.campaign,
      key: newId(),
      department: LEAD,
      breach: 'refused',
      personConcerned: '',
      on: '2026-06-01',
      told: '窗口拒收材料。',
      ...fields,
    });
    await records.relay.drain();
    return answer;
  }

  async function put(login: string, of: string, event: string, fields: Record<string, unknown> = {}) {
    const agent = await test.agentFor(login);
    const { rev } = await load(of);
    const answer = await agent.post(`/cases/${of}/events/${event}`, { rev: String(rev), key: newId(), ...fields });
    await records.relay.drain();
    return answer;
  }

  const accept = () => ({
    personConcerned: id(PARTS.subject),
    subjectRank: 'staff',
    addressee: 'civilServant',
    investigator: id(PARTS.investigator),
    decider: id(PARTS.decider),
    deciderRank: 'deputyCountyLeader',
  });
  const admonition = { form: 'writtenAdmonition', months: '6' };
  const steps: [login: string, event: string, fields: () => Record<string, unknown>][] = [
    [PARTS.office, 'ACCEPT', accept],
    [
      PARTS.investigator,
      'PROPOSE',
      () => ({ finding: '拒收属实。', exemptionTest: '均不适用。', ...admonition, mitigating: ['cooperation'] }),
    ],
    [PARTS.investigator, 'HEAR', () => ({ on: '2026-06-02', statement: '当时系统故障。' })],
    [
      PARTS.decider,
      'DECIDE',
      () => ({
        facts: '拒收属实。',
        reasons: '属本岗职责。',
        basis: '规则第五条',
        rights: '三十日内申请复核。',
        ...admonition,
      }),
    ],
    [PARTS.subjectsLeader, 'SERVE', () => ({ on: '2026-06-02' })],
    [PARTS.subject, 'REQUEST_REVIEW', () => ({ grounds: '处理过重。' })],
  ];

  return {
    id,
    load,
    page,
    report,
    put,
    accept,
    admonition,
    /** A case reported and taken through its life up to and with an event. Returns its id. */
    async upTo(last: 'clue' | 'ACCEPT' | 'PROPOSE' | 'HEAR' | 'DECIDE' | 'SERVE' | 'REQUEST_REVIEW'): Promise<string> {
      const reported = await report(PARTS.reporter);
      const made = /[0-9a-f]{24}/.exec(String(reported.headers.location))?.[0] as string;
      if (last === 'clue') return made;
      for (const [login, event, fields] of steps) {
        const answer = await put(login, made, event, fields());
        if (answer.status !== 303)
          throw new Error(`${event}: ${answer.status} ${/class="errors".*?<\/ul>/s.exec(answer.text)?.[0]}`);
        if (event === last) break;
      }
      return made;
    },
    /** Nine o'clock on a day, the sweep of the night done. */
    async day(on: string): Promise<void> {
      await clock.moveTo?.(instantOf(on, '09:00'));
      await records.sweepClock();
      await records.relay.drain();
    },
  };
}
