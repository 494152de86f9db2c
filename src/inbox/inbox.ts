/** The inbox: whom a message reaches, exactly once however often it is brought, and what people do with it. */
import type { Connection } from 'mongoose';
import type { Instant } from '../../workflows/dates.js';
import type { Post } from '../../workflows/moment.js';
import type { NotifyEffect } from '../../workflows/step.js';
import type { Clock } from '../platform/clock.js';
import { NotFound } from '../platform/errors.js';
import { idFrom } from '../platform/ids.js';
import { kept } from '../platform/kept.js';
import { canonical } from '../records/canonical.js';
import type { EffectSource } from '../records/relay.js';
import type { Message } from './message.model.js';
import { messageStore } from './message.store.js';

/** The posts that do a department's work: they hear what is said to the department. */
export const DEPARTMENT_POSTS = [
  'department_leader',
  'department_liaison',
  'working_group',
] as const satisfies readonly Post[];

/** What the inbox must know of an account. */
export interface Recipient {
  id: string;
  department: string;
  email: string;
}

/** Enabled people: of a department, holding one of some posts (there, if both are given), or one person. */
export interface Audience {
  department?: string;
  posts?: readonly Post[];
  person?: string;
}
/** The people of each audience, in the order asked. */
export type Recipients = (wanted: readonly Audience[]) => Promise<readonly (readonly Recipient[])[]>;

export interface InboxParts {
  connection: Connection;
  clock: Clock;
  recipients: Recipients;
  /** Whether e-mail is set up; without it nothing waits to be mailed. */
  mail: boolean;
}

/** A message an effect asks for, with where it comes from. */
export interface Notification {
  params: NotifyEffect['params'];
  source: { id: string; entry: Pick<EffectSource['entry'], 'eventId' | 'kind' | 'record' | 'campaign' | 'at'> };
}

/** The number in the masthead is asked for on every page. */
const KEEP_MS = 2_000;
const PER_PAGE = 30;
/** Deeper pages are not asked by people. */
const LAST_PAGE = 500;

export function createInbox({ connection, clock, recipients, mail }: InboxParts) {
  const store = messageStore(connection);
  const counts = kept<number>(KEEP_MS);

  /** The audience an effect names; null where it names nobody. */
  function audienceOf({ department, posts, person }: NotifyEffect['params']['to']): Audience | null {
    const held = posts as Post[] | undefined;
    if (person !== undefined) return person === '' ? null : { person };
    if (department !== undefined) return department === '' ? null : { department, posts: held ?? DEPARTMENT_POSTS };
    return held && held.length > 0 ? { posts: held } : null;
  }

  /** Write messages; ids that are there already are left alone. */
  async function deliver(messages: readonly Omit<Message, 'readAt' | 'email'>[], people: readonly Recipient[]) {
    const reachable = new Set(mail ? people.filter(({ email }) => email !== '').map(({ id }) => id) : []);
    await store.add(
      messages.map((message) => ({
        ...message,
        readAt: null,
        email: reachable.has(message.person) ? ('queued' as const) : null,
      })),
    );
    for (const { person } of messages) counts.forget(person);
  }

  /**
   * Carry out `notify` effects: one message per person, with an id that follows from the event, so bringing one again
   * adds nothing. Somebody reached twice by the same words of one event (leader and office in one person) gets them once.
   * A batch asks for its audiences in one read and is one insert.
   */
  async function notifyAll(notifications: readonly Notification[]): Promise<void> {
    const wanted = new Map<string, Audience>();
    for (const { params } of notifications) {
      const audience = audienceOf(params.to);
      if (audience) wanted.set(canonical(params.to), audience);
    }
    if (wanted.size === 0) return;
    const found = await recipients([...wanted.values()]);
    const audiences = new Map([...wanted.keys()].map((key, i) => [key, found[i] ?? []]));
    const messages = new Map<string, Omit<Message, 'readAt' | 'email'>>();
    const people = new Map<string, Recipient>();
    for (const { params, source } of notifications) {
      const { template, values = {} } = params;
      const { eventId, kind, record, campaign, at } = source.entry;
      for (const recipient of audiences.get(canonical(params.to)) ?? []) {
        const id = idFrom(eventId, template, canonical(values), recipient.id);
        people.set(recipient.id, recipient);
        const { id: person, department } = recipient;
        messages.set(id, { id, person, department, template, values, kind, record, campaign, at });
      }
    }
    await deliver([...messages.values()], [...people.values()]);
  }

  async function own(id: string, person: string): Promise<Message> {
    const message = await store.find(id, person);
    if (!message) throw new NotFound('message');
    return message;
  }

  return {
    store,
    mails: mail,
    deliver,
    notifyAll,
    /** The write path's handler for `notify`. */
    notify: (params: NotifyEffect['params'], source: EffectSource): Promise<void> => notifyAll([{ params, source }]),
    /** A page of a person's messages, unread first, then the newest. */
    async page(person: string, page = 1): Promise<{ items: Message[]; total: number; page: number; perPage: number }> {
      const wanted = Math.min(Math.max(1, Math.trunc(page) || 1), LAST_PAGE);
      return { ...(await store.page(person, wanted, PER_PAGE)), page: wanted, perPage: PER_PAGE };
    },
    /** How many wait for a person; what another process delivers is counted within two seconds. */
    unread: (person: string): Promise<number> => counts.get(person, () => store.unread(person)),
    /** Mark one as read and return it. Throws NotFound for another's. */
    async read(id: string, person: string): Promise<Message> {
      const message = await own(id, person);
      await store.markRead(id, person, clock.now());
      counts.forget(person);
      return message;
    },
    /** Mark everything that came up to an instant as read; later ones have not been seen. */
    async readAll(person: string, upTo: Instant): Promise<number> {
      const marked = await store.markAllRead(person, upTo, clock.now());
      counts.forget(person);
      return marked;
    },
  };
}

export type Inbox = ReturnType<typeof createInbox>;
