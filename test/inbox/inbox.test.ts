import { afterEach, describe, expect, it } from '@jest/globals';
import { type FreshInbox, freshInbox, sourceOf, testPerson } from './support.js';

const AT = '2026-06-02T00:00:00.000Z';
const leader = testPerson('leader', 'zhengwu', ['department_leader']);
const liaison = testPerson('liaison', 'zhengwu', ['department_liaison']);
const visitor = testPerson('visitor', 'zhengwu', ['public_supervisor']);
const office = testPerson('office', 'office', ['campaign_office', 'leading_group']);
const gone = testPerson('gone', 'zhengwu', ['department_leader'], { disabled: true });
const people = [leader, liaison, visitor, office, gone];
const assigned = {
  template: 'task.assigned',
  to: { department: 'zhengwu' },
  values: { code: 'ZW-01', title: '核准项目', by: '2026-06-04' },
};

describe('the inbox', () => {
  let close = async () => {};
  afterEach(() => close());
  const fresh = async (wanted: FreshInbox = {}) => {
    const made = await freshInbox({ people, ...wanted });
    close = made.close;
    return made;
  };

  it('tells those who do the work of the department, and nobody else', async () => {
    const { inbox } = await fresh();
    await inbox.notify(assigned, sourceOf(AT));
    const counts = await Promise.all(people.map(({ id }) => inbox.unread(id)));
    expect(counts).toEqual([1, 1, 0, 0, 0]);
  });

  it('writes one message however often, and however much at once, the relay brings the same effect', async () => {
    const { inbox } = await fresh();
    const source = sourceOf(AT);
    await Promise.all(Array.from({ length: 10 }, () => inbox.notify(assigned, source)));
    await inbox.notify(assigned, source);
    const { items, total } = await inbox.page('leader');
    expect(total).toBe(1);
    expect(items[0]).toMatchObject({ template: 'task.assigned', kind: 'task', record: source.entry.record, at: AT });
  });

  it('tells somebody with two posts the same thing of one event once', async () => {
    const { inbox } = await fresh();
    const source = sourceOf(AT);
    const red = { template: 'task.light.red', values: { code: 'ZW-01', title: '核准项目' } };
    await inbox.notifyAll([
      { params: { ...red, to: { posts: ['campaign_office'] } }, source },
      { params: { ...red, to: { posts: ['leading_group'] } }, source: { ...source, id: 'other' } },
    ]);
    expect(await inbox.unread('office')).toBe(1);
  });

  it('delivers a batch in which some messages are there already', async () => {
    const { inbox } = await fresh();
    const known = sourceOf(AT);
    await inbox.notify(assigned, known);
    await inbox.notifyAll([known, sourceOf(AT), sourceOf(AT)].map((source) => ({ params: assigned, source })));
    expect(await inbox.unread('leader')).toBe(3);
  });

  it('says nothing to a department that is not named', async () => {
    const { inbox } = await fresh();
    await inbox.notify({ ...assigned, to: { department: '' } }, sourceOf(AT));
    await inbox.notify({ ...assigned, to: {} }, sourceOf(AT));
    expect(await inbox.unread('leader')).toBe(0);
  });

  it('lists unread messages first, then the newest, page by page', async () => {
    const { inbox } = await fresh();
    for (let day = 1; day <= 35; day += 1) {
      const at = new Date(Date.UTC(2026, 4, day)).toISOString();
      await inbox.notify({ ...assigned, values: { code: `ZW-${day}`, title: '' } }, sourceOf(at));
    }
    const [newest] = (await inbox.page('leader')).items;
    await inbox.read(newest?.id ?? '', 'leader');
    const first = await inbox.page('leader', 1);
    const second = await inbox.page('leader', 2);
    expect(first.total).toBe(35);
    expect(first.items.map(({ values }) => values.code)).toEqual(Array.from({ length: 30 }, (_, i) => `ZW-${34 - i}`));
    expect(second.items.map(({ values }) => values.code)).toEqual(['ZW-4', 'ZW-3', 'ZW-2', 'ZW-1', 'ZW-35']);
  });

  it('keeps the first time a message was read, and lets nobody read for another', async () => {
    const { inbox, clock } = await fresh();
    await inbox.notify(assigned, sourceOf(AT));
    const [message] = (await inbox.page('leader')).items;
    const id = message?.id ?? '';
    await expect(inbox.read(id, 'liaison')).rejects.toThrow('notFound');
    await inbox.read(id, 'leader');
    clock.set('2026-06-03T00:00:00.000Z');
    await inbox.read(id, 'leader');
    expect((await inbox.page('leader')).items[0]?.readAt).toBe(AT);
    expect(await inbox.unread('liaison')).toBe(1);
  });

  it('marks all as read that had come when the page was shown, and leaves later ones unread', async () => {
    const { inbox } = await fresh();
    await inbox.notify(assigned, sourceOf('2026-06-02T00:00:00.000Z'));
    await inbox.notify(assigned, sourceOf('2026-06-02T02:00:00.000Z'));
    expect(await inbox.readAll('leader', '2026-06-02T01:00:00.000Z')).toBe(1);
    expect(await inbox.unread('leader')).toBe(1);
  });

  it('counts unread messages from the index alone', async () => {
    const { inbox, connection } = await fresh();
    await inbox.notify(assigned, sourceOf(AT));
    const plan = await connection.collection('messages').find({ person: 'leader', unread: true }).explain();
    expect(JSON.stringify(plan)).toContain('IXSCAN');
    expect(JSON.stringify(plan)).not.toContain('COLLSCAN');
  });
});
