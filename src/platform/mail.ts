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
        await transport.sendMail({ to, subject, text, messageId, disableFileAccess: true, disableUrlAccess: true });
        return { outcome: 'sent' };
      } catch (error) {
        return { outcome: outcomeOf(error), error };
      }
    },
    close: () => transport.close(),
  };
}
