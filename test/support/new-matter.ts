/** A matter as it comes in, for tests of pages. */
import { idFrom, newId } from '../../src/platform/ids.js';
import { instantOf } from '../../workflows/dates.js';
import { type MatterFacts, newMatter } from '../../workflows/matters/matter.js';
import { DEFAULT_PACKS, versionOf } from '../../workflows/packs/packs.js';
import { LEAD, TEST_START, type TestApp, theSystem } from './app.js';

let made = 0;

/** Received on 2 June by the liaison of {@link LEAD}, promised in five working days, the statute allowing ten. Returns its id. */
export async function newReceivedMatter(test: TestApp, given: Partial<MatterFacts> = {}): Promise<string> {
  made += 1;
  const number = String(made).padStart(5, '0');
  const { id: person, name } = test.actor('department_liaison');
  const facts: MatterFacts = {
    ...newMatter({
      campaign: test.campaign,
      code: `MT-20260601-${number}`,
      lookup: `MATTERS${number}`.replaceAll('0', 'Z').replaceAll('1', 'Y'),
      item: {
        key: '',
        title: '食品经营许可',
        kind: 'permit',
        onTheSpot: false,
        promised: { n: 5, unit: 'workingDays' },
        statutory: { n: 10, unit: 'workingDays' },
        inCentre: true,
      },
      title: '大山米粉店食品经营许可',
      department: LEAD,
      handler: { id: person, name, department: LEAD },
      applicant: { name: '韦大山', contact: '13800000000' },
      papers: ['申请表'],
      source: null,
      pack: versionOf(DEFAULT_PACKS.current),
      receivedAt: TEST_START,
    }),
    ...given,
  };
  const id = idFrom(test.campaign, 'test-matter', facts.code);
  const { records } = test.wiring;
  await records.create({ kind: 'matter', id, facts, actor: theSystem });
  await records.relay.drain();
  return id;
}

/** What people do to matters in a browser. */
export function matterForms(test: TestApp) {
  const { records, clock } = test.wiring;
  const load = (id: string) => records.load<MatterFacts>('matter', id);
  return {
    load,
    /** Put an event by its form, and wait until all that follows has happened. */
    async put(login: string, id: string, event: string, fields: Record<string, string> = {}) {
      const agent = await test.agentFor(login);
      const { rev } = await load(id);
      const answer = await agent.post(`/matters/${id}/events/${event}`, { rev: String(rev), key: newId(), ...fields });
      await records.relay.drain();
      return answer;
    },
    async page(login: string, path: string): Promise<string> {
      return (await (await test.agentFor(login)).get(path)).text;
    },
    /** Nine o'clock on a day, the sweep of the night done. */
    async day(on: string): Promise<void> {
      await clock.moveTo?.(instantOf(on, '09:00'));
      await records.sweepClock();
      await records.relay.drain();
    },
  };
}
