import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import express from 'express';
import request from 'supertest';
import { createProbes } from '../../src/http/probes.js';
import { createLog } from '../../src/platform/log.js';
import { createTestApp, type TestApp } from '../support/app.js';

let product: TestApp;
beforeAll(async () => {
  product = await createTestApp();
}, 60_000);
afterAll(() => product.close());

/** Probes over made-up facts. */
function probesOf(facts: { database?: boolean; sweepAge?: number | null; lag?: number; up?: number; full?: boolean }) {
  let now = 1_000_000_000;
  const started = now;
  const { database = true, sweepAge = 10, lag = 0, up = 0, full = false } = facts;
  const probes = createProbes({
    ping: async () => {
      if (!database) throw new Error('gone');
    },
    lastSweep: async () => (sweepAge === null ? null : now - sweepAge * 1000),
    relayLag: async () => lag,
    room: async () => ({ ok: !full, freeMib: full ? 3 : 9_000, atLeastMib: 200 }),
    sweepEvery: 60,
    log: createLog('silent'),
    clocks: { wall: () => now, steady: () => now },
  });
  now = started + up * 1000;
  return express().use(probes.handler);
}

describe('probes', () => {
  it('need no session: the product is up and ready', async () => {
    expect((await request(product.app()).get('/healthz')).status).toBe(200);
    const ready = await request(product.app()).get('/readyz');
    expect([ready.status, ready.body.ready]).toEqual([200, true]);
  });

  it('say which of database, sweep, relay and disk is wrong', async () => {
    const gone = await request(probesOf({ database: false })).get('/readyz');
    expect([gone.status, gone.body.database.ok, gone.body.sweep.ok]).toEqual([503, false, true]);
    const asleep = await request(probesOf({ sweepAge: 3_600, up: 3_600 })).get('/readyz');
    expect([asleep.status, asleep.body.sweep]).toMatchObject([503, { ok: false, ageSeconds: 3_600 }]);
    const behind = await request(probesOf({ lag: 10_000 })).get('/readyz');
    expect([behind.status, behind.body.relay.ok]).toEqual([503, false]);
    const full = await request(probesOf({ full: true })).get('/readyz');
    expect([full.status, full.body.disk]).toEqual([503, { ok: false, freeMib: 3, atLeastMib: 200 }]);
    expect((await request(probesOf({ database: false })).get('/healthz')).status).toBe(200);
  });

  it('give the first sweep after a start its time', async () => {
    expect((await request(probesOf({ sweepAge: null })).get('/readyz')).status).toBe(200);
    expect((await request(probesOf({ sweepAge: null, up: 3_600 })).get('/readyz')).status).toBe(503);
  });

  it('say that nothing runs although the host’s clock was set back, and name the jump', async () => {
    let wall = 1_000_000_000;
    let steady = 0;
    const jump = { at: wall - 3_600_000, byMs: -3_600_000 };
    const swept = wall;
    const { handler } = createProbes({
      ping: async () => {},
      lastSweep: async () => swept,
      lastJump: async () => jump,
      relayLag: async () => 0,
      room: async () => ({ ok: true, freeMib: 9_000, atLeastMib: 200 }),
      sweepEvery: 60,
      log: createLog('silent'),
      clocks: { wall: () => wall, steady: () => steady },
    });
    const app = express().use(handler);
    expect((await request(app).get('/readyz')).status).toBe(200);
    wall -= 3_600_000;
    steady += 600_000;
    const stopped = await request(app).get('/readyz');
    expect([stopped.status, stopped.body.sweep.ok, stopped.body.hostClock.bySeconds]).toEqual([503, false, -3_600]);
  });

  it('count events by kind and type and time requests by route, never by id', async () => {
    const id = await product.newDraft();
    await product.put('campaign_office', id, { type: 'ASSIGN' });
    await (await product.agentFor('campaign_office')).get(`/tasks/${id}`);
    const { text } = await request(product.app()).get('/metrics');
    expect(text).toContain('sanxiang_events_total{kind="task",type="ASSIGN"} 1');
    expect(text).toMatch(/sanxiang_http_request_seconds_count\{method="GET",route="\/tasks\/:id",status="200"\} 1/);
    expect(text).toContain('sanxiang_relay_lag_entries 0');
    expect(text).toContain('process_cpu_seconds_total');
    expect(text).not.toContain(id);
  });

  it('show metrics only to this machine, not through a proxy on it', async () => {
    const passedOn = await request(product.app()).get('/metrics').set('X-Forwarded-For', '203.0.113.7');
    expect(passedOn.status).toBe(404);
  });
});

describe('the operations page', () => {
  it('tells the system administrator how the work goes, and nobody else', async () => {
    const page = await (await product.agentFor('system_administrator')).get('/operations');
    expect(page.status).toBe(200);
    expect(page.text).toContain('npm run verify-log');
    expect((await (await product.agentFor('campaign_office')).get('/operations')).status).toBe(403);
  });

  it('shows the differences the last recount found', async () => {
    const differences = [{ counter: 'c/p/d', name: 'total', kept: 2, counted: 1 }];
    await product.wiring.operations.recounted('2026-06-02', { records: 3, rows: 1, differences });
    const page = await (await product.agentFor('system_administrator')).get('/operations');
    expect(page.text).toContain('c/p/d');
    expect(page.text).toContain('recount --repair');
  });
});
