/** The counter: a first contact registered, from the form sent to the receipt's address, with eight people at the windows. */

import { bareApp } from './bare.js';
import { halfTimeTogether, inPairs, type Row, row, type Size, serve } from './measure.js';
import { CAMPAIGN, type Stage, signIn } from './stage.js';

const CONNECTIONS = 8;
const MOST_MS = 40;

export async function contacts(stage: Stage, { small, rounds, requests }: Size): Promise<Row[]> {
  const ours = await serve(stage.wiring.app());
  const bare = await serve(await bareApp(stage, 'service-centre', small));
  const { cookie, csrf } = await signIn(ours.port);
  let came = 0;
  const contact = () => {
    came += 1;
    const body = new URLSearchParams({
      _csrf: csrf,
      campaign: CAMPAIGN,
      key: `contact-${String(came).padStart(12, '0')}`,
      askerName: '韦大山',
      askerContact: '13800000000',
      subject: `办个体户执照要什么材料，第 ${came} 位`,
      papers: '身份证复印件\n租赁合同',
      promisedOn: '2026-06-05',
      channel: 'counter',
      phone: '0775-4567890',
    }).toString();
    const headers = { cookie, 'content-type': 'application/x-www-form-urlencoded' };
    return { method: 'POST' as const, path: '/inquiries', headers, body };
  };
  const found = await inPairs(
    rounds,
    () => halfTimeTogether(ours.port, CONNECTIONS, requests, contact, 303),
    () => halfTimeTogether(bare.port, CONNECTIONS, requests, () => ({ method: 'POST', path: '/event' }), 303),
  );
  await stage.wiring.records.relay.drain();
  await bare.close();
  await ours.close();
  const note = 'session, CSRF, rules, number, guarded insert, relay; eight connections; baseline: one findOneAndUpdate';
  const target = `< ${MOST_MS} ms`;
  return [row('contact-register', found, { unit: 'ms p50', target, met: found.ours < MOST_MS, note })];
}
