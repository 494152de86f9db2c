import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { BY_SYSTEM } from '../../src/people/admin-log.js';
import { EditConflict, type InvalidForm } from '../../src/platform/errors.js';
import { type FreshPeople, freshPeople } from './support.js';

let fresh: FreshPeople;
beforeAll(async () => {
  fresh = await freshPeople();
  const { departments } = fresh.people;
  await departments.add({ ...fields('平南县'), id: 'pingnan', category: 'county', level: 'county' }, BY_SYSTEM);
  await departments.add(
    { ...fields('大安镇', 'pingnan'), id: 'daan', category: 'township', level: 'township' },
    BY_SYSTEM,
  );
});
afterAll(() => fresh.close());

const fields = (name: string, parent: string | null = null) =>
  ({ name, shortName: name, nameEn: '', category: 'windowService', level: 'city', parent }) as const;
const refused = (doing: Promise<unknown>) =>
  doing.then(
    () => [],
    (error: InvalidForm) => error.reasons.map(({ code }) => code),
  );

describe('departments', () => {
  it('refuse a parent that is the department itself, below it, or unknown', async () => {
    const { departments } = fresh.people;
    for (const parent of ['pingnan', 'daan']) {
      expect(await refused(departments.edit('pingnan', 1, fields('平南县', parent), BY_SYSTEM))).toEqual([
        'people.parentCycle',
      ]);
    }
    expect(await refused(departments.edit('pingnan', 1, fields('平南县', 'nothing'), BY_SYSTEM))).toEqual([
      'people.noSuchDepartment',
    ]);
  });

  it('refuse a key or a name that is taken, and a key that cannot be one', async () => {
    const { departments } = fresh.people;
    expect(await refused(departments.add({ id: 'daan', ...fields('大安新区') }, BY_SYSTEM))).toEqual([
      'people.keyTaken',
    ]);
    expect(await refused(departments.add({ id: 'daan2', ...fields('大安镇') }, BY_SYSTEM))).toEqual([
      'people.nameTaken',
    ]);
    expect(await refused(departments.add({ id: '$where', ...fields('某局') }, BY_SYSTEM))).toEqual(['people.badKey']);
  });

  it('are taken out of use, never deleted, and keep their name', async () => {
    const { departments } = fresh.people;
    const added = await departments.add({ id: 'wenhua', ...fields('市文化局') }, BY_SYSTEM);
    await departments.setActive('wenhua', added.rev, false, BY_SYSTEM);
    expect((await departments.names()).get('wenhua')).toBe('市文化局');
    expect((await departments.byId('wenhua')).active).toBe(false);
    expect(Object.keys(departments).some((name) => /delete|remove/.test(name))).toBe(false);
  });

  it('have other names, each of one department alone', async () => {
    const { departments } = fresh.people;
    const added = await departments.add({ id: 'shuju', ...fields('市数据局'), aliases: ['大数据中心'] }, BY_SYSTEM);
    expect(added.aliases).toEqual(['大数据中心']);
    for (const taken of ['大数据中心', '大安镇']) {
      const other = { id: 'xinxi', ...fields('市信息中心'), aliases: [taken] };
      expect(await refused(departments.add(other, BY_SYSTEM))).toEqual(['people.aliasTaken']);
    }
    const edited = await departments.edit(
      'shuju',
      added.rev,
      { ...fields('市数据局'), aliases: ['数据办'] },
      BY_SYSTEM,
    );
    expect(edited.aliases).toEqual(['数据办']);
    // Saved without a change it is the same department, and the log has nothing new.
    const same = { ...fields('市数据局'), aliases: ['数据办'] };
    expect((await departments.edit('shuju', edited.rev, same, BY_SYSTEM)).rev).toBe(edited.rev);
  });

  it('refuse an edit made from a page that is out of date', async () => {
    const { departments } = fresh.people;
    const added = await departments.add({ id: 'jiaoyu', ...fields('市教育局') }, BY_SYSTEM);
    await departments.edit('jiaoyu', added.rev, fields('市教育体育局'), BY_SYSTEM);
    await expect(departments.edit('jiaoyu', added.rev, fields('市教体局'), BY_SYSTEM)).rejects.toBeInstanceOf(
      EditConflict,
    );
  });

  it('show a change made by another process within three seconds', async () => {
    const { departments } = fresh.people;
    await departments.list();
    await fresh.connection
      .collection<{ _id: string }>('departments')
      .updateOne({ _id: 'daan' }, { $set: { shortName: '大安' } });
    fresh.clock.forward(0.06);
    expect((await departments.names()).get('daan')).toBe('大安');
  });

  it('know what is above what', async () => {
    const tree = await fresh.people.departments.tree();
    expect([tree.get('daan'), tree.get('pingnan')]).toEqual(['pingnan', null]);
  });
});
