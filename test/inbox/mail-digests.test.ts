import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { SMTPServer } from 'smtp-server';
import { createMailDigests } from '../../src/inbox/mail-digests.js';
import { createMailer, type Mailer } from '../../src/platform/mail.js';
import { wellFormed } from '../../workflows/text.js';
import { rounds } from '../support/hunt.js';
import { freshInbox, quiet, sourceOf, testPerson } from './support.js';

const AT = '2026-06-02T00:00:00.000Z';
const liaison = testPerson('liaison', 'zhengwu', ['department_liaison'], { email: 'liaison@example.test' });
const leader = testPerson('leader', 'zhengwu', ['department_leader'], { email: 'leader@example.test', locale: 'en' });
const silent = testPerson('silent', 'zhengwu', ['working_group']);
const people = [liaison, leader, silent];
const chased = {
  template: 'task.chased',
  to: { department: 'zhengwu' },
  values: { code: 'ZW-01', title: '核准项目', text: '请于今天报送' },
};

/** The header fields that our mail has. */
const HEADERS = [
  ...['Content-Transfer-Encoding', 'Content-Type', 'Date', 'From', 'MIME-Version', 'Message-ID', 'Subject', 'To'],
];

interface Received {
  to: string;
  text: string;
}

describe('e-mail digests', () => {
  let received: Received[] = [];
  let server: SMTPServer;
  let answer: (to: string) => Error | null = () => null;
  let closing: (() => unknown)[] = [];
  let mailer: Mailer;

  beforeEach(async () => {
    received = [];
    answer = () => null;
    server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      onRcptTo: ({ address }, _session, done) => done(answer(address)),
      onData(stream, session, done) {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('end', () => {
          const to = session.envelope.rcptTo[0]?.address ?? '';
          received.push({ to, text: Buffer.concat(chunks).toString('utf8') });
          done();
        });
      },
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.server.address() as AddressInfo;
    mailer = createMailer({ SMTP_URL: `smtp://127.0.0.1:${port}`, MAIL_FROM: 'sanxiang@example.test' }) as Mailer;
    closing = [() => mailer.close(), () => new Promise<void>((resolve) => server.close(() => resolve()))];
  });
  afterEach(async () => {
    for (const close of closing) await close();
  });

  async function fresh(through: Mailer | null = mailer) {
    const made = await freshInbox({ people, mail: true, at: AT });
    closing.unshift(made.close);
    const { connection, clock, inbox } = made;
    let host = Date.now();
    const digests = (sender: Mailer | null = through) => {
      const made = createMailDigests({
        connection,
        store: inbox.store,
        mailer: sender,
        logger: quiet,
        reader: async (id) => people.find((person) => person.id === id) ?? null,
        departmentNames: async () => new Map(),
        baseUrl: 'http://sx.example.test',
        hostNow: () => host,
      });
      return { uncertain: made.uncertain, send: () => made.send(clock.now()) };
    };
    const later = (minutes: number) => clock.set(new Date(Date.parse(clock.now()) + minutes * 60_000).toISOString());
    const hostLater = (minutes: number) => {
      host += minutes * 60_000;
    };
    return { ...made, digests, later, hostLater };
  }

  /** The header fields of a mail, unfolded and decoded (RFC 5322, RFC 2047). */
  function headerOf({ text }: Received): Map<string, string> {
    const [head = ''] = text.split('\r\n\r\n');
    const word = /=\?utf-8\?([BQ])\?([^?]*)\?=/gi;
    const bytes = (how: string, coded: string) =>
      how.toUpperCase() === 'B'
        ? Buffer.from(coded, 'base64').toString('latin1')
        : coded
            .replaceAll('_', ' ')
            .replace(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
    return new Map(
      head
        .replace(/\r\n(?=[ \t])/g, '')
        .split('\r\n')
        .map((line): [string, string] => {
          const [, name = '', value = ''] = /^([\w-]+):\s*(.*)$/s.exec(line) ?? [];
          const joined = value.replace(/\?=\s+=\?/g, '?==?');
          // What is in quotes is meant as it stands.
          const decoded = joined.replace(new RegExp(`"(?:[^"\\\\]|\\\\.)*"|(?:${word.source})+`, 'gi'), (words) =>
            words.startsWith('"')
              ? words
              : Buffer.from(
                  [...words.matchAll(word)].map(([, how = '', coded = '']) => bytes(how, coded)).join(''),
                  'latin1',
                ).toString('utf8'),
          );
          return [name, decoded];
        }),
    );
  }

  /** The name and the address of a field like `To`. */
  function addressIn(field: string): { name: string; address: string } {
    const [, name = '', address = field] = /^(.*?)\s*<([^<>\s]+)>$/s.exec(field) ?? [];
    const quoted = /^"(.*)"$/s.exec(name)?.[1];
    return { name: quoted === undefined ? name : quoted.replace(/\\(.)/gs, '$1'), address };
  }

  /** The text of a mail, its transfer encoding taken off. */
  function textOf({ text }: Received): string {
    const [head = '', ...rest] = text.split('\r\n\r\n');
    const body = rest.join('\r\n\r\n');
    if (/base64/i.test(head)) return Buffer.from(body, 'base64').toString('utf8');
    const joined = body.replace(/=\r\n/g, '');
    const bytes = joined.replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
    return /quoted-printable/i.test(head) ? Buffer.from(bytes, 'latin1').toString('utf8') : body;
  }

  it('carry any name, subject and text as they were, and nothing that was typed becomes a header', async () => {
    const odd = fc.constantFrom(
      ...['\r\nBcc: victim@example.test', '=?utf-8?B?QQ==?=', '"甲" <x@example.test>', '长'.repeat(300), '\ud800'],
      ...['.', '\r\n.\r\n', 'From ', '👩‍👩‍👧', 'a,b;c', '=41', '\u2028', "x'y", '\\'],
    );
    const any = fc
      .array(fc.oneof(odd, fc.string({ unit: 'binary', maxLength: 20 })), { maxLength: 4 })
      .map((parts) => wellFormed(parts.join('')));
    const line = any.map((text) => text.replace(/\s+/g, ' ').trim());
    await fc.assert(
      fc.asyncProperty(line, line, any, async (name, subject, text) => {
        received = [];
        const to = { name, address: 'liaison@example.test' };
        expect(await mailer.send({ to, subject, text, messageId: '<one@example.test>' })).toEqual({ outcome: 'sent' });
        const [mail] = received as [Received];
        const head = headerOf(mail);
        for (const known of [...head.keys()]) expect(HEADERS).toContain(known);
        expect(head.get('Subject') ?? '').toBe(subject);
        expect(addressIn(head.get('To') ?? '')).toEqual(to);
        expect(textOf(mail).replaceAll('\r\n', '\n').trimEnd()).toBe(text.trimEnd());
      }),
      { numRuns: rounds(40) },
    );
  });

  it('go to those with an address, all that waits in one, each in the reader’s language', async () => {
    const { inbox, digests } = await fresh();
    await inbox.notify(chased, sourceOf(AT));
    await inbox.notify({ ...chased, template: 'task.light.red' }, sourceOf(AT));
    expect(await digests().send()).toBe(2);
    expect(received.map(({ to }) => to).sort()).toEqual(['leader@example.test', 'liaison@example.test']);
    const [english, chinese] = [...received].sort((a, b) => (a.to < b.to ? -1 : 1)).map(textOf);
    expect(chinese).toContain('催报：ZW-01 核准项目');
    expect(chinese).toContain('红灯：ZW-01 核准项目');
    expect(chinese).toContain('请于今天报送');
    expect(chinese).toContain('http://sx.example.test/inbox');
    expect(english).toContain('Red light: ZW-01');
  });

  it('come at most once every half hour, with what has gathered since', async () => {
    const { inbox, digests, later } = await fresh();
    await inbox.notify(chased, sourceOf(AT));
    await digests().send();
    await inbox.notify(chased, sourceOf(AT));
    later(29);
    expect(await digests().send()).toBe(0);
    later(1);
    await inbox.notify(chased, sourceOf(AT));
    expect(await digests().send()).toBe(2);
    expect(received).toHaveLength(4);
    expect(textOf(received[3] as Received).match(/ZW-01/g)).toHaveLength(2);
    later(60);
    expect(await digests().send()).toBe(0);
  });

  it('leave once when two workers send at the same time', async () => {
    const { inbox, digests } = await fresh();
    await inbox.notify(chased, sourceOf(AT));
    await Promise.all([digests().send(), digests().send(), digests().send()]);
    expect(received).toHaveLength(2);
  });

  it('are never sent again after a crash between sending and noting it: they are reported as uncertain', async () => {
    const { inbox, digests, later, hostLater } = await fresh();
    await inbox.notify(chased, sourceOf(AT));
    const dying: Mailer = {
      close: () => {},
      send: async (mail) => {
        await mailer.send(mail);
        return new Promise(() => {});
      },
    };
    void digests(dying).send();
    while (received.length === 0) await new Promise(setImmediate);
    const first = received[0]?.to;
    later(60);
    hostLater(3);
    await digests().send();
    expect(received.filter(({ to }) => to === first)).toHaveLength(1);
    expect(await digests().uncertain()).toHaveLength(1);
    expect((await inbox.store.mailCounts()).uncertain).toBe(1);
  });

  it('go out with the next one where the work broke off before any server had them', async () => {
    const { inbox, digests, later, hostLater, connection } = await fresh();
    await inbox.notify(chased, sourceOf(AT));
    const { pack } = inbox.store;
    inbox.store.pack = async (person, mailing) => {
      await pack(person, mailing);
      throw new Error('the database is away');
    };
    expect(await digests().send()).toBe(0);
    inbox.store.pack = pack;
    expect((await inbox.store.mailCounts()).sending).toBeGreaterThan(0);
    later(60);
    hostLater(3);
    expect(await digests().send()).toBeGreaterThan(0);
    expect(await inbox.store.mailCounts()).toMatchObject({ queued: 0, sending: 0, uncertain: 0 });
    expect(await connection.collection('mailings').countDocuments({ state: { $in: ['packing', 'dropped'] } })).toBe(0);
  });

  it('carry the same Message-ID for the same e-mail', async () => {
    const { inbox, digests, connection } = await fresh();
    await inbox.notify(chased, sourceOf(AT));
    await digests().send();
    const ids = (await connection.collection('mailings').find().toArray()).map(({ _id }) => String(_id));
    for (const { text } of received) {
      expect(ids).toContain(/message-id: <([0-9a-f]{24})@sx\.example\.test>/i.exec(text)?.[1]);
    }
  });

  it('are given up where the server refuses the address for good, and tried again where it is only busy', async () => {
    const { inbox, digests, later } = await fresh();
    await inbox.notify(chased, sourceOf(AT));
    const refusal = (responseCode: number) => Object.assign(new Error('no'), { responseCode });
    answer = (to) => refusal(to.startsWith('leader') ? 550 : 451);
    expect(await digests().send()).toBe(0);
    expect(await inbox.store.mailCounts()).toMatchObject({ failed: 1, queued: 1 });
    answer = () => null;
    later(30);
    expect(await digests().send()).toBe(1);
    expect(received.map(({ to }) => to)).toEqual(['liaison@example.test']);
  });

  it('wait while the server cannot be reached', async () => {
    const { inbox, digests, later } = await fresh();
    await inbox.notify(chased, sourceOf(AT));
    const nobody = createMailer({ SMTP_URL: 'smtp://127.0.0.1:1', MAIL_FROM: 'sanxiang@example.test' });
    expect(await digests(nobody).send()).toBe(0);
    expect((await inbox.store.mailCounts()).queued).toBe(2);
    later(30);
    expect(await digests().send()).toBe(2);
  });

  it('do not exist without a server', async () => {
    expect(createMailer({ MAIL_FROM: 'sanxiang@example.test' })).toBeNull();
    const { digests } = await fresh(null);
    expect(await digests().send()).toBe(0);
  });
});
