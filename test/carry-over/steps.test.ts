/** What the version before left is made to fit what this one promises. */
import { afterAll, describe, expect, it } from '@jest/globals';
import { carryOver } from '../../src/carry-over/carry-over.js';
import { indicatorModel } from '../../src/indicators/indicator.model.js';
import { createLog } from '../../src/platform/log.js';
import { connectMongo, ensureIndexes } from '../../src/platform/mongo.js';
import { testDatabaseUri } from '../support/database.js';

describe('indicators of the version before', () => {
  const connecting = connectMongo(testDatabaseUri());
  afterAll(async () => (await connecting).close());

  it('that share a code get one each, the first keeping it, and the index holds from then on', async () => {
    const connection = await connecting;
    const indicators = connection.collection<{ _id: string; code: string }>('indicators');
    const made = (id: string, code: string, campaign = 'c') => ({
      _id: id,
      code,
      campaign,
      createdAt: `2026-06-0${id}`,
    });
    await indicators.insertMany([
      made('1', 'IN-01'),
      made('2', 'IN-01'),
      made('3', 'IN-02'),
      made('4', 'IN-01'),
      made('5', 'IN-01', 'other'),
      made('6', '指标'),
      made('7', '指标'),
    ]);
    await carryOver({ connection, log: createLog('silent') });
    const codes = async () => (await indicators.find().sort({ _id: 1 }).toArray()).map(({ code }) => code);
    expect(await codes()).toEqual(['IN-01', 'IN-03', 'IN-02', 'IN-04', 'IN-01', '指标', '指标01']);
    // Broken off and done again it comes to the same.
    await connection.collection('meta').deleteMany({});
    await carryOver({ connection, log: createLog('silent') });
    expect(await codes()).toHaveLength(7);
    indicatorModel(connection);
    await ensureIndexes(connection);
    await expect(indicators.insertOne(made('8', 'IN-03') as never)).rejects.toThrow(/duplicate/i);
  });
});
