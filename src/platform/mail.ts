/** E-mail through the SMTP server the operator names; without one there is none. */
import { createTransport } from 'nodemailer';

export interface Mail {
  to: { name: string; address: string };
  subject: string;
  text: string;
  /** The same for the same mail, so that a server or reader can tell a copy. */
  messageId: string;
}

/**
 * What came of a try. `refused`: the server will never take it; `later`: it certainly has not taken it now; `unknown`: the
 * line broke when it may have taken it.
 */
export type MailOutcome = 'sent' | 'refused' | 'later' | 'unknown';

export interface Mailer {
  send(mail: Mail): Promise<{ outcome: MailOutcome; error?: unknown }>;
  close(): void;
}

/** A sweep waits for the server, so a silent one is given up soon; ms. */
const PATIENCE = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 30_000 };

/** Faults that happen before a server has been given the text. */
const BEFORE_SENDING = new Set(['EDNS', 'EAUTH', 'ETLS', 'EENVELOPE', 'ECONNREFUSED', 'ENOAUTH', 'EOAUTH2']);

interface SmtpFault {
  code?: string;
  responseCode?: number;
  command?: string;
}

function outcomeOf(error: unknown): MailOutcome {
  const { code = '', responseCode, command } = (error ?? {}) as SmtpFault;
  if (responseCode !== undefined) return responseCode >= 500 && code !== 'EAUTH' ? 'refused' : 'later';
  return BEFORE_SENDING.has(code) || command === 'CONN' ? 'later' : 'unknown';
}

/** Bytes in one encoded word: with its frame it has the 75 characters of RFC 2047. */
const WORD_BYTES = 42;

/** A subject that reads like an encoded word would be shown decoded, as something nobody has written: then it is encoded itself (RFC 2047). */
function asWritten(subject: string): string {
  if (!subject.includes('=?')) return subject;
  const words = [''];
  for (const character of subject) {
    const last = words.length - 1;
    if (Buffer.byteLength(words[last] + character) > WORD_BYTES) words.push(character);
    else words[last] += character;
  }
  return words.map((word) => `=?UTF-8?B?${Buffer.from(word).toString('base64')}?=`).join(' ');
}

/** A mailer for `SMTP_URL`, or null without one. */
export function createMailer({
  SMTP_URL,
  MAIL_FROM,
}: {
  SMTP_URL?: string | undefined;
  MAIL_FROM: string;
}): Mailer | null {
  if (!SMTP_URL) return null;
  const transport = createTransport({ url: SMTP_URL, ...PATIENCE }, { from: MAIL_FROM });
  return {
    async send({ to, subject, text, messageId }) {
      try {
        await transport.sendMail({
          to,
          subject: asWritten(subject),
          text,
          messageId,
          disableFileAccess: true,
          disableUrlAccess: true,
        });
        return { outcome: 'sent' };
      } catch (error) {
        return { outcome: outcomeOf(error), error };
      }
    },
    close: () => transport.close(),
  };
}
