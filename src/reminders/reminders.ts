/**
 * Reminders 7, 3 and 1 working days before and on the day, and while overdue: from 08:00 of each working day one digest per
 * person and channel, and none when there is nothing to say.
 */
import type { Connection } from 'mongoose';
import { addWorkingDays, type Calendar, isPublished, isWorkingDay, UnpublishedYear } from '../../workflows/calendar.js';
import { addDays, type CivilDate, civilDateOf, daysBetween, type Instant, timeOfDay } from '../../workflows/dates.js';
import type { CampaignSettings } from '../../workflows/moment.js';
import { DEPARTMENT_POSTS, type Inbox, type Recipient, type Recipients } from '../inbox/inbox.js';
import type { ReminderItem } from '../inbox/message.model.js';
import { idFrom } from '../platform/ids.js';
import { eachForItself } from '../platform/left-out.js';
import type { Log } from '../platform/log.js';
import { dueTasks } from './due-tasks.query.js';
import { type Channel, reminderStore } from './reminder.store.js';
import { itemsOf, nearDates, type Reminding } from './what-is-due.js';

/** From this hour on, campaign time. */
export const REMIND_FROM = '08:00';
/** After a longer stop only the last days' reminders are made up for. */
const MOST_DAYS_BACK = 14;
/** Named one by one; the rest is counted. */
export const MOST_ITEMS = 50;
/** Digests between two signs of life. */
const ALIVE_EVERY = 20;

/** A running campaign with its rules. */
export interface RemindedCampaign {
  id: string;
  settings: Pick<CampaignSettings, 'remindBefore'>;
}

/** The ledger that gives each day's round to one process. */
export interface RoundLedger {
  once(name: string, bucket: string, work: (alive: () => Promise<void>) => Promise<void>): Promise<boolean>;
  lastBefore(name: string, bucket: string): Promise<string | null>;
}

export interface RemindersParts {
  connection: Connection;
  inbox: Pick<Inbox, 'deliver' | 'mails'>;
  recipients: Recipients;
  calendar(): Promise<Calendar>;
  campaigns(): Promise<readonly RemindedCampaign[]>;
  rounds: RoundLedger;
  logger: Log;
}

/** What is said of a department's tasks. */
interface Told {
  campaign: string;
  items: ReminderItem[];
}

const GRAVITY: ReminderItem['what'][] = [
  'overdue',
  'checkpointOverdue',
  'acknowledgeOverdue',
  'due',
  'checkpoint',
  'acknowledge',
];
/** Nobody is reminded on a day off: the limits are counted in working days, and so is what is overdue. */
const isDayOff = (calendar: Calendar, day: CivilDate) => isPublished(calendar, day) && !isWorkingDay(calendar, day);

const isOverdue = ({ what }: ReminderItem) => GRAVITY.indexOf(what) < 3;
const gravestFirst = (a: ReminderItem, b: ReminderItem) =>
  GRAVITY.indexOf(a.what) - GRAVITY.indexOf(b.what) || (a.on < b.on ? -1 : 1);

export function createReminders(parts: RemindersParts) {
  const { connection, inbox, recipients, calendar, campaigns, rounds, logger } = parts;
  const tasks = dueTasks(connection);
  const ledger = reminderStore(connection);

  /** The last day near enough for the acknowledgement of a task to be named. */
  function acknowledgeUpTo(days: Calendar, today: CivilDate, onUnpublished: (year: number) => void): CivilDate {
    try {
      return addWorkingDays(days, today, 1);
    } catch (error) {
      if (!(error instanceof UnpublishedYear)) throw error;
      onUnpublished(error.year);
      return today;
    }
  }

  /** What every department has to hear on a day. */
  async function gather(after: CivilDate, today: CivilDate, alive: () => Promise<void>): Promise<Map<string, Told>> {
    const days = await calendar();
    const unpublished = new Set<number>();
    const onUnpublished = (year: number) => unpublished.add(year);
    const told = new Map<string, Told>();
    for (const { id: campaign, settings } of await campaigns()) {
      const { remindBefore } = settings;
      const reminding: Reminding = { after, today, calendar: days, remindBefore, onUnpublished };
      const seen = new Set<string>();
      const streams = [
        tasks.byDates(campaign, today, nearDates(reminding)),
        tasks.notAcknowledged(campaign, acknowledgeUpTo(days, today, onUnpublished)),
      ];
      for (const stream of streams) {
        for await (const { department, task } of stream) {
          if (seen.has(task.id)) continue;
          seen.add(task.id);
          if (seen.size % 2000 === 0) await alive();
          const known = told.get(department) ?? { campaign, items: [] };
          known.items.push(...itemsOf(task, reminding));
          if (known.items.length > 0) told.set(department, known);
        }
      }
    }
    for (const year of unpublished)
      logger.warn({ year }, 'working days not published: reminders before dates left out');
    return told;
  }

  /**
   * One person's digest of the day. The message carries both channels: its id follows from the person and the day, so
   * nobody gets a second one, and the e-mail takes it along.
   */
  async function remind(person: Recipient, { campaign, items }: Told, day: CivilDate, at: Instant): Promise<boolean> {
    const channels: Channel[] = inbox.mails && person.email !== '' ? ['inbox', 'email'] : ['inbox'];
    const begun = await Promise.all(channels.map((channel) => ledger.begin(person.id, day, channel)));
    if (!begun.includes(true)) return false;
    const values = {
      day,
      count: items.length,
      overdue: items.filter(isOverdue).length,
      items: [...items].sort(gravestFirst).slice(0, MOST_ITEMS),
    };
    const id = idFrom('reminder', person.id, day);
    const { department } = person;
    const message = { id, person: person.id, department, template: 'reminder.digest', values, kind: '', record: '' };
    await inbox.deliver([{ ...message, campaign, at }], [person]);
    await Promise.all(channels.map((channel) => ledger.done(person.id, day, channel)));
    return true;
  }

  async function round(after: CivilDate, now: Instant, alive: () => Promise<void>): Promise<number> {
    const day = civilDateOf(now);
    let reminded = 0;
    const gathered = [...(await gather(after, day, alive))];
    const people = await recipients(gathered.map(([department]) => ({ department, posts: DEPARTMENT_POSTS })));
    const digests = gathered.flatMap(([, told], i) => (people[i] ?? []).map((person) => ({ person, told })));
    let begun = 0;
    await eachForItself(digests, {
      kind: 'account',
      idOf: ({ person }) => person.id,
      async work({ person, told }) {
        if (await remind(person, told, day, now)) reminded += 1;
        begun += 1;
        if (begun % ALIVE_EVERY === 0) await alive();
      },
      log: logger,
    });
    return reminded;
  }

  return {
    /**
     * Send the day's reminders unless that has been done, it is not yet eight, or nobody is at work. Days on which none went
     * out are made up for. Returns how many people were reminded by this call.
     */
    async send(now: Instant): Promise<number> {
      const day = civilDateOf(now);
      if (timeOfDay(now) < REMIND_FROM || isDayOff(await calendar(), day)) return 0;
      let reminded = 0;
      await rounds.once('reminders', day, async (alive) => {
        const last = await rounds.lastBefore('reminders', day);
        const back = last && daysBetween(last, day) <= MOST_DAYS_BACK ? last : addDays(day, -1);
        reminded = await round(back, now, alive);
      });
      return reminded;
    },
    /** Who was reminded on a day, by channel. */
    sentOn: (day: CivilDate) => ledger.of(day),
  };
}

export type Reminders = ReturnType<typeof createReminders>;
