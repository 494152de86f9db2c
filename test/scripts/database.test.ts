import { describe, expect, it } from '@jest/globals';
import { connectMongo } from '../../src/platform/mongo.js';
import { testDatabaseUri } from '../support/database.js';

describe("the tests' database", () => {
  it('gives every caller an empty database of its own', async () => {
    const first = await connectMongo(testDatabaseUri());
    const second = await connectMongo(testDatabaseUri());
    await first.collection('things').insertOne({ n: 1 });
    expect(await first.collection('things').countDocuments()).toBe(1);
    expect(await second.collection('things').countDocuments()).toBe(0);
    await Promise.all([first.close(), second.close()]);
  });
});
