import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Connection } from 'mongoose';
import { createLog } from '../../src/platform/log.js';
import { connectMongo } from '../../src/platform/mongo.js';
import { databasePresence } from '../../src/platform/presence.js';
import { type Cuttable, cuttableDatabase } from '../support/cut.js';

/** Of the driver, as src/platform/mongo.ts sets it. */
const HEARTBEAT_MS = 5_000;

describe('the presence of the database', () => {
  let wire: Cuttable;
  let connection: Connection;
  beforeAll(async () => {
    wire = await cuttableDatabase();
    connection = await connectMongo(wire.uri);
  });
  afterAll(async () => {
    await connection.close();
    await wire.cut();
  });

  it('is found by whoever asks for it, not only by the next heartbeat', async () => {
    const presence = databasePresence(connection, createLog('silent'));
    const lost = new Promise((resolve) => connection.once('disconnected', resolve));
    await wire.cut();
    connection.db?.command({ ping: 1 }).catch(() => {});
    await lost;
    // The driver has looked in vain once more, and would by itself look again in five seconds.
    await wait(HEARTBEAT_MS + 300);
    await wire.mend();
    const from = performance.now();
    while (!(await presence.back())) await wait(50);
    expect(performance.now() - from).toBeLessThan(HEARTBEAT_MS / 2);
    presence.end();
  }, 60_000);
});
