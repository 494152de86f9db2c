/** Messages to people: what the rules told them, in values; the words are put to them when they are shown. */
import { type Connection, type Model, Schema } from 'mongoose';
import type { Instant } from '../../workflows/dates.js';
import { keepTouched } from '../platform/touched.model.js';

/**
 * Where a message stands on its way by e-mail; null = it does not go that way. `sending` that stays is `uncertain`: it
 * may have left or not, so it is reported and never sent again.
 */
export const EMAIL_STATES = ['queued', 'sending', 'sent', 'failed', 'uncertain'] as const;
export type EmailState = (typeof EMAIL_STATES)[number];

/** One thing that a reminder names. */
export interface ReminderItem {
  task: string;
  code: string;
  title: string;
  what: 'due' | 'checkpoint' | 'acknowledge' | 'overdue' | 'checkpointOverdue' | 'acknowledgeOverdue';
  /** The promised day. */
  on: string;
  /** Working days left, or past when overdue; null in a year without its notice. */
  days: number | null;
  /** The checkpoint's title; empty for the task itself. */
  checkpoint: string;
}

/** What a template is filled with; only a reminder carries items. */
export interface MessageValues {
  [name: string]: string | number | ReminderItem[] | undefined;
  items?: ReminderItem[];
}

export interface Message {
  id: string;
  /** Account id. */
  person: string;
  /** The person's department when it was written. */
  department: string;
  template: string;
  values: MessageValues;
  /** Kind and id of the record it is about; empty when it is about none. */
  kind: string;
  record: string;
  campaign: string;
  at: Instant;
  readAt: Instant | null;
  email: EmailState | null;
}

export interface MessageDocument extends Omit<Message, 'id'> {
  _id: string;
  /** Says the same as `readAt`, in a form that sorts unread first. */
  unread: boolean;
  /** The e-mail that carries it. */
  mailing: string | null;
  /** How often an e-mail with it was refused for a passing reason. */
  tries: number;
  touchedAt?: unknown;
}

/** The message as everybody outside the store sees it. */
export function messageOf({ _id, unread, mailing, tries, touchedAt, ...rest }: MessageDocument): Message {
  return { id: _id, ...rest };
}

/** The collection `messages`. */
export function messageModel(connection: Connection): Model<MessageDocument> {
  const schema = new Schema(
    {
      _id: { type: String, required: true },
      person: { type: String, required: true },
      department: { type: String, default: '' },
      template: { type: String, required: true },
      values: Schema.Types.Mixed,
      kind: { type: String, default: '' },
      record: { type: String, default: '' },
      campaign: { type: String, default: '' },
      at: { type: String, required: true },
      readAt: { type: String, default: null },
      unread: { type: Boolean, required: true },
      email: { type: String, enum: [...EMAIL_STATES, null], default: null },
      mailing: { type: String, default: null },
      tries: { type: Number, default: 0 },
    },
    { versionKey: false, minimize: false },
  );
  // Serves the list in its order and the count of unread ones.
  schema.index({ person: 1, unread: -1, at: -1, _id: -1 });
  schema.index({ email: 1, person: 1 }, { partialFilterExpression: { email: { $type: 'string' } } });
  schema.index({ mailing: 1 }, { partialFilterExpression: { mailing: { $type: 'string' } } });
  keepTouched(schema);
  return (connection.models.Message ??
    connection.model('Message', schema, 'messages')) as unknown as Model<MessageDocument>;
}
