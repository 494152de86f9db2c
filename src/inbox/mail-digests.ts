/**
 * E-mail digests: a person's waiting messages in one e-mail, at most one every half hour, and each at most once. An
 * e-mail is noted as being sent before it is sent; one that stays so is uncertain, is reported and never sent again.
 */
import type { Connection } from 'mongoose';
import { civilDateOf, type Instant } from '../../workflows/dates.js';
import { steadyNow } from '../platform/host-clock.js';
import { type Locale, translator } from '../platform/i18n.js';
import { idFrom } from '../platform/ids.js';
import type { Log } from '../platform/log.js';
import type { Mailer } from '../platform/mail.js';
import { mailingStore } from './mailing.model.js';
import type { Message } from './message.model.js';
import type { MessageStore } from './message.store.js';
import { messageText, type Wording } from './message-text.js';

/** Who an e-mail goes to. */
export interface MailReader {
  id: string;
  name: string;
  email: string;
  locale: Locale;
  disabled: boolean;
}

export interface MailDigestsParts {
  connection: Connection;
  store: MessageStore;
  mailer: Mailer | null;
  logger: Log;
  reader(person: string): Promise<MailReader | null>;
  departmentNames(locale: Locale): Promise<ReadonlyMap<string, string>>;
  /** The address people open; its host also names our e-mails. */
  baseUrl: string;
  /** Host time in ms. */
  hostNow?: () => number;
}

/** Product time between two e-mails to one person. */
export const MAIL_EVERY_MS = 30 * 60_000;
/** After this much host time an e-mail that is still being sent is uncertain. */
const UNCERTAIN_MS = 120_000;
const MOST_PEOPLE = 5_000;
const MOST_TRIES = 5;
/** Messages written out; the rest is counted. */
const MOST_IN_MAIL = 40;

/** The text of an e-mail. */
export function digestMail(
  messages: readonly Message[],
  { name, url, ...wording }: Wording & { name: string; url: string },
): { subject: string; text: string } {
  const { t } = wording;
  const parts = messages.slice(0, MOST_IN_MAIL).map((message) => {
    const { subject, body, said, items, more } = messageText(message, wording);
    const lines = [`■ ${subject}`, `  ${body}`];
    if (said !== '') lines.push(`  “${said}”`);
    for (const { text, about } of items) lines.push(`  · ${text}: ${about}`);
    if (more > 0) lines.push(`  ${t('inbox:more', { count: more })}`);
    return { subject, text: lines.join('\n') };
  });
  const rest = messages.length - parts.length;
  const [only] = parts;
  const subject =
    only && messages.length === 1
      ? t('inbox:mail.subjectOne', { subject: only.subject })
      : t('inbox:mail.subject', { count: messages.length });
  const text = [
    t('inbox:mail.greeting', { name }),
    ...parts.map((part) => part.text),
    ...(rest > 0 ? [t('inbox:mail.more', { count: rest })] : []),
    t('inbox:mail.link', { url }),
    t('inbox:mail.footer'),
  ].join('\n\n');
  // A subject is one line, whatever was typed into a title.
  return { subject: subject.replace(/\s+/g, ' '), text };
}

export function createMailDigests(parts: MailDigestsParts) {
  const { connection, store, mailer, logger, reader, departmentNames, baseUrl, hostNow = steadyNow() } = parts;
  const mailings = mailingStore(connection);
  const url = new URL('/inbox', baseUrl).href;
  const host = new URL(baseUrl).hostname;

  async function report(): Promise<number> {
    const left = await mailings.left(hostNow() - UNCERTAIN_MS);
    for (const { id, person, state } of left) {
      if (state === 'sending') {
        logger.error({ mailing: id, person }, 'an e-mail may or may not have left; it is not sent again');
        await store.settle(id, 'uncertain');
        await mailings.move(id, 'sending', 'uncertain');
      } else if (state === 'dropped' || (await mailings.move(id, 'packing', 'dropped'))) {
        // Broken off before any server had it: its messages go out with the next one.
        await store.putBack(id, MOST_TRIES);
        await mailings.move(id, 'dropped', 'later');
      }
    }
    return left.length;
  }

  async function sendTo(person: string, now: Instant, through: Mailer): Promise<boolean> {
    const account = await reader(person);
    if (!account || account.disabled || account.email === '') {
      await store.dropMail(person);
      return false;
    }
    const notAfter = new Date(Date.parse(now) - MAIL_EVERY_MS).toISOString();
    if (!(await mailings.takeTurn(person, now, notAfter))) return false;
    const { locale, name, email } = account;
    const id = idFrom('mail', person, now);
    await mailings.begin(id, person, now, hostNow());
    const messages = await store.pack(person, id);
    if (messages.length === 0) {
      await mailings.move(id, 'packing', 'later');
      return false;
    }
    const departments = await departmentNames(locale);
    const wording = { t: translator(locale), locale, today: civilDateOf(now), departments, name, url };
    const mail = { to: { name, address: email }, messageId: `<${id}@${host}>`, ...digestMail(messages, wording) };
    // Whoever was held up for so long that another gave it up sends nothing.
    if (!(await mailings.move(id, 'packing', 'sending'))) return false;
    const { outcome, error } = await through.send(mail);
    if (outcome === 'sent') {
      await store.settle(id, 'sent');
      await mailings.move(id, 'sending', 'sent');
      return true;
    }
    if (outcome === 'later') {
      logger.warn({ err: error, mailing: id }, 'e-mail not taken; tried again later');
      await store.putBack(id, MOST_TRIES);
      await mailings.move(id, 'sending', 'later');
      return false;
    }
    logger.error({ err: error, mailing: id, person }, outcome === 'refused' ? 'e-mail refused' : 'e-mail uncertain');
    await store.settle(id, outcome === 'refused' ? 'failed' : 'uncertain');
    await mailings.move(id, 'sending', outcome === 'refused' ? 'refused' : 'uncertain');
    return false;
  }

  return {
    /** Send what waits. `alive` is called between two e-mails. Returns how many left by this call. */
    async send(now: Instant, alive?: () => Promise<void>): Promise<number> {
      await report();
      if (!mailer) return 0;
      let sent = 0;
      for (const person of await store.peopleWithMail(MOST_PEOPLE)) {
        try {
          if (await sendTo(person, now, mailer)) sent += 1;
        } catch (error) {
          // One person's fault must not keep the others waiting; what was begun is reported as uncertain.
          logger.error({ err: error, person }, 'e-mail digest failed');
        }
        await alive?.();
      }
      return sent;
    },
    /** E-mails of which nobody knows whether they left, for the operations page. */
    uncertain: () => mailings.latest('uncertain'),
  };
}

export type MailDigests = ReturnType<typeof createMailDigests>;
