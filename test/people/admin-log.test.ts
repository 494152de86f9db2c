import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { adminLog, BY_SYSTEM, noteOf } from '../../src/people/admin-log.js';
import { type FreshPeople, freshPeople } from './support.js';

let fresh: FreshPeople;
beforeAll(async () => {
  fresh = await freshPeople();
});
afterAll(() => fresh.close());

const about = { kind: 'account', id: 'x', name: '某' } as const;

describe('the administration log', () => {
  it('says who changed what, from what to what', async () => {
    const { account } = await fresh.person('logged');
    const by = { id: 'officer', name: '王安' };
    await fresh.people.accounts.setPosts(account.id, 1, ['reviewer'], 'office', by);
    const [last] = await fresh.people.adminLog.list({ about: account.id, limit: 1 });
    expect(last).toMatchObject({
      by,
      what: 'account.posts',
      about: { kind: 'account', id: account.id, name: account.name },
      before: { posts: [], department: 'office' },
      after: { posts: ['reviewer'], department: 'office' },
    });
  });

  it('keeps one chain when many write at the same time', async () => {
    const log = adminLog(fresh.connection);
    const before = (await log.verify()).entries;
    await Promise.all(
      Array.from({ length: 12 }, () => log.append(noteOf(fresh.clock.now(), BY_SYSTEM, 'account.added', about))),
    );
    expect(await log.verify()).toEqual({ entries: before + 12, broken: 0, breaks: [] });
  });

  it('holds a note once however often it is carried', async () => {
    const log = adminLog(fresh.connection);
    const note = noteOf(fresh.clock.now(), BY_SYSTEM, 'account.added', about);
    await Promise.all([log.append(note), log.append(note), log.append(note)]);
    await log.append(note);
    expect((await log.list({ limit: 1000 })).filter(({ id }) => id === note.id)).toHaveLength(1);
  });

  it('hears of a change whose process died before it could tell', async () => {
    const { account } = await fresh.person('crashed');
    const note = noteOf(fresh.clock.now(), BY_SYSTEM, 'account.disabled', {
      kind: 'account',
      id: account.id,
      name: '某',
    });
    const accounts = fresh.connection.collection<{ _id: string; outbox: object[] }>('accounts');
    await accounts.updateOne({ _id: account.id }, { $push: { outbox: note } });
    await fresh.people.carryNotes();
    expect((await fresh.people.adminLog.list({ about: account.id, limit: 1 }))[0]).toMatchObject({ id: note.id });
    expect((await accounts.findOne({ _id: account.id }))?.outbox).toEqual([]);
  });

  it('names every entry that was tampered with', async () => {
    const log = fresh.connection.collection('adminLog');
    const { entries } = await fresh.people.adminLog.verify();
    await log.updateMany({ seq: { $in: [2, 3] } }, { $set: { what: 'account.enabled' } });
    expect(await fresh.people.adminLog.verify()).toEqual({ entries, broken: 2, breaks: [2, 3] });
  });
});
