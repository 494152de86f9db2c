/** An item of service as it is drafted, for tests of pages. */
import { idFrom } from '../../src/platform/ids.js';
import { DEFAULT_PACKS, versionOf } from '../../workflows/packs/packs.js';
import { newServiceItem, type ServiceItemFacts } from '../../workflows/service-items/service-item.js';
import { LEAD, type TestApp, theSystem } from './app.js';

let made = 100;

/** A permit of {@link LEAD}, promised in five working days, the statute allowing twenty. Returns its id. */
export async function newDraftedItem(test: TestApp, given: Partial<ServiceItemFacts> = {}): Promise<string> {
  made += 1;
  const facts: ServiceItemFacts = {
    ...newServiceItem({
      campaign: test.campaign,
      code: `SI-${String(made).padStart(4, '0')}`,
      department: LEAD,
      title: `食品经营许可 ${made}`,
      kind: 'permit',
      onTheSpot: false,
      promised: { n: 5, unit: 'workingDays' },
      statutory: { n: 20, unit: 'workingDays' },
      legalBasis: '行政许可法第四十二条',
      inCentre: true,
      papers: ['申请表', '身份证'],
      steps: ['受理', '审查', '决定'],
      fee: '',
      place: '政务服务中心二楼 3 号窗口',
      phone: '0775-4567890',
      pack: versionOf(DEFAULT_PACKS.current),
      startedOn: '2026-06-02',
    }),
    ...given,
  };
  const id = idFrom(test.campaign, 'test-item', facts.code);
  const { records } = test.wiring;
  await records.create({ kind: 'serviceItem', id, facts, actor: theSystem });
  await records.relay.drain();
  return id;
}
