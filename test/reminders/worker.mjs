/**
 * A worker for two-workers.test.ts, from the compiled program: told a day, it sends what is due, as fast as it can.
 * Arguments: database, SMTP address, `rounds` (as in the product) or `racing` (nothing but the person's ledger in between).
 */
import { pino } from 'pino';
import { publishedYears } from '../../dist/src/calendars/published-years.js';
import { createInbox } from '../../dist/src/inbox/inbox.js';
import { createMailDigests } from '../../dist/src/inbox/mail-digests.js';
import { createRounds } from '../../dist/src/jobs/rounds.js';
import { simulatedClock } from '../../dist/src/platform/clock.js';
import { createMailer } from '../../dist/src/platform/mail.js';
import { connectMongo } from '../../dist/src/platform/mongo.js';
import { createReminders } from '../../dist/src/reminders/reminders.js';
import { calendarOf } from '../../dist/workflows/calendar.js';
import { DEFAULT_SETTINGS } from '../../dist/workflows/moment.js';

const [, , uri, smtp, mode] = process.argv;
const logger = pino({ level: 'silent' });
const connection = await connectMongo(uri);
const clock = simulatedClock('2026-06-01T00:00:00.000Z', 0);
const calendar = calendarOf(publishedYears());
const people = Array.from({ length: 12 }, (_, i) => ({
  id: `p${i}`,
  name: `p${i}`,
  department: 'zhengwu',
  email: `p${i}@example.test`,
  locale: 'zh-CN',
  disabled: false,
}));
const recipients = async (wanted) =>
  wanted.map(({ department }) => people.filter((one) => one.department === department));
const inbox = createInbox({ connection, clock, recipients, mail: true });
const racing = {
  once: async (_name, _bucket, work) => {
    await work(async () => {});
    return true;
  },
  lastBefore: async () => null,
};
const reminders = createReminders({
  connection,
  inbox,
  recipients,
  calendar: async () => calendar,
  campaigns: async () => [{ id: 'c1', settings: DEFAULT_SETTINGS }],
  rounds: mode === 'racing' ? racing : createRounds({ connection }),
  logger,
});
const digests = createMailDigests({
  connection,
  store: inbox.store,
  mailer: createMailer({ SMTP_URL: smtp, MAIL_FROM: 'sanxiang@example.test' }),
  logger,
  reader: async (id) => people.find((one) => one.id === id) ?? null,
  departmentNames: async () => new Map(),
  baseUrl: 'http://sx.example.test',
});

process.on('message', async (at) => {
  clock.set(at);
  const reminded = await reminders.send(at);
  const mailed = await digests.send(at);
  process.send({ reminded, mailed });
});
process.on('disconnect', () => process.exit(0));
process.send('ready');
