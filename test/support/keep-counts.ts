import { type CounterRow, counterId } from '../../src/records/counters.js';
import type { TestApp } from './app.js';

/** Lay down a row of kept counts, as if the relay had counted so. */
export async function keepCounts({ wiring }: TestApp, row: CounterRow): Promise<void> {
  const rows = wiring.connection.collection('counters');
  await rows.updateOne({ _id: counterId(row) as never }, { $set: row }, { upsert: true });
}
