/** The simulated clock put on by months: a work of its own, whose page shows the day it has come to. */
import { afterEach, describe, expect, it } from '@jest/globals';
import { createTestApp, type TestApp } from '../support/app.js';

let product: TestApp;
afterEach(() => product.close());

/** What the page of a work shows, asked until it shows it. */
async function shownAt(path: string, what: RegExp): Promise<string> {
  const office = await product.agentFor('campaign_office');
  for (let asked = 0; asked < 200; asked += 1) {
    const { text, status } = await office.get(path);
    if (status !== 200 || what.test(text)) return text;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`${path} never showed ${what}.`);
}

describe('the clock put on by weeks', () => {
  it('shows where it has come to, refuses a second move meanwhile, and leads back to the page it was asked from', async () => {
    product = await createTestApp({ patience: 0 });
    const office = await product.agentFor('campaign_office');
    await office.get('/tasks');
    const asked = await office.agent
      .post('/clock/go-to')
      .type('form')
      .set('Referer', `${product.baseUrl()}/tasks?page=2`)
      .send({ _csrf: office.token(), date: '2026-06-30' });
    expect(asked.headers.location).toMatch(/^\/under-way\/[0-9a-f]{24}$/);
    const path = String(asked.headers.location);
    const second = await office.post('/clock/next-working-day');
    expect([second.status, /上一次还没有办完/.test(second.text)]).toEqual([409, true]);
    expect(await shownAt(path, /已走到\d+月/)).toMatch(/正在推进模拟时钟/);
    await product.wiring.underWay.drain();
    expect(product.wiring.clock.today()).toBe('2026-06-30');
    expect((await office.get(path)).headers.location).toBe('/tasks?page=2');
    expect((await office.post('/clock/next-working-day')).status).toBe(303);
    await product.wiring.underWay.drain();
    expect(product.wiring.clock.today()).toBe('2026-07-01');
  }, 240_000);

  it('stops at the next hour when its process ends, says so, and can be asked for again', async () => {
    product = await createTestApp({ patience: 0 });
    const office = await product.agentFor('campaign_office');
    await office.get('/tasks');
    const path = String((await office.post('/clock/go-to', { date: '2026-09-28' })).headers.location);
    await shownAt(path, /已走到\d+月/);
    await product.wiring.underWay.stop();
    const { text, status } = await office.get(path);
    expect([status, /处理中断了，没有完成/.test(text)]).toEqual([200, true]);
    const stands = product.wiring.clock.today();
    expect(stands > '2026-06-02' && stands < '2026-09-28').toBe(true);
  }, 240_000);

  it('that cannot be is refused with its reason on the page of the move', async () => {
    product = await createTestApp({ patience: 0 });
    const office = await product.agentFor('campaign_office');
    await office.get('/tasks');
    const path = String((await office.post('/clock/go-to', { date: '2026-06-01' })).headers.location);
    await product.wiring.underWay.drain();
    expect((await office.get(path)).text).toMatch(/6月1日/);
  });
});
