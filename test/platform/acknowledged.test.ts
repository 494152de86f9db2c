import { Readable } from 'node:stream';
import { afterEach, describe, expect, it } from '@jest/globals';
import { acknowledgedOf } from '../../src/platform/mongo.js';
import { createTestApp, type TestApp } from '../support/app.js';
import { helloProxy } from './hello-proxy.js';

const KINDS = {
  'a server that stands alone': { says: () => ({}), w: 1, acknowledged: 'journal' },
  'a replica set': {
    says: (address: string) => ({
      setName: 'rs',
      setVersion: 1,
      hosts: [address],
      me: address,
      primary: address,
      isWritablePrimary: true,
      ismaster: true,
      secondary: false,
    }),
    w: 'majority',
    acknowledged: 'majority',
  },
  'a mongos': {
    says: () => ({ msg: 'isdbgrid', isWritablePrimary: true, ismaster: true }),
    w: 'majority',
    acknowledged: 'majority',
  },
} as const;

describe('every write waits for the journal', () => {
  let close: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const one of close.reverse()) await one();
    close = [];
  });

  it.each(Object.entries(KINDS))('of %s, whatever the address says', async (_name, { says, w, acknowledged }) => {
    const proxy = await helloProxy(says);
    close.push(proxy.close);
    const test: TestApp = await createTestApp({ uri: `${proxy.uri}?w=0&journal=false` });
    close.push(test.close);
    expect(acknowledgedOf(test.wiring.connection)).toBe(acknowledged);
    await test.agentFor('system_administrator');
    await test.wiring.evidenceStore.save(Readable.from([Buffer.from('%PDF-1.4\n%%EOF\n')]), 'a.pdf');
    const agenda = test.wiring.agenda();
    agenda.define('a job', async () => {});
    await agenda.planOnce('a job', 3600);
    const on = proxy.writes();
    const written = new Set(on.map((one) => one.on));
    for (const name of ['log', 'sessions', 'agendaJobs', 'evidence.files', 'evidence.chunks', 'passwordTries']) {
      expect(written).toContain(name);
    }
    expect(on.filter(({ concern }) => concern?.w !== w || concern?.j !== true)).toEqual([]);
  });
});
