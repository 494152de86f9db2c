/** Reads and writes of messages; every one runs on an index. */
import type { Connection } from 'mongoose';
import type { Instant } from '../../workflows/dates.js';
import { TOUCHED } from '../platform/touched.model.js';
import { isDuplicate } from '../platform/write-errors.js';
import { type EmailState, type Message, type MessageDocument, messageModel, messageOf } from './message.model.js';

export function messageStore(connection: Connection) {
  const model = messageModel(connection);

  return {
    /** Write messages; one whose id is there already is left as it is. */
    async add(messages: readonly Message[]): Promise<void> {
      if (messages.length === 0) return;
      const documents = messages.map(
        ({ id, ...rest }): MessageDocument => ({
          _id: id,
          ...rest,
          unread: rest.readAt === null,
          mailing: null,
          tries: 0,
        }),
      );
      try {
        await model.collection.insertMany(documents as never, { ordered: false });
      } catch (error) {
        if (!isDuplicate(error)) throw error;
      }
    },
    /** A page of a person's messages, unread first, then the newest; `page` counts from 1. */
    async page(person: string, page: number, perPage: number): Promise<{ items: Message[]; total: number }> {
      const [found, total] = await Promise.all([
        model
          .find({ person })
          .sort({ unread: -1, at: -1, _id: -1 })
          .skip((page - 1) * perPage)
          .limit(perPage)
          .lean<MessageDocument[]>(),
        model.countDocuments({ person }),
      ]);
      return { items: found.map(messageOf), total };
    },
    async unread(person: string): Promise<number> {
      return model.countDocuments({ person, unread: true });
    },
    async find(id: string, person: string): Promise<Message | null> {
      const found = await model.findOne({ _id: id, person }).lean<MessageDocument>();
      return found && messageOf(found);
    },
    /** Mark one as read; one that was read before keeps its first time. */
    async markRead(id: string, person: string, at: Instant): Promise<void> {
      await model.updateOne({ _id: id, person, unread: true }, { $set: { unread: false, readAt: at }, ...TOUCHED });
    },
    /** Mark all that came up to an instant as read; later ones nobody has seen yet. */
    async markAllRead(person: string, upTo: Instant, at: Instant): Promise<number> {
      const { modifiedCount } = await model.updateMany(
        { person, unread: true, at: { $lte: upTo } },
        { $set: { unread: false, readAt: at }, ...TOUCHED },
      );
      return modifiedCount;
    },

    /** People for whom an e-mail waits. */
    async peopleWithMail(most: number): Promise<string[]> {
      const rows = await model.aggregate<{ _id: string }>([
        { $match: { email: 'queued' } },
        { $group: { _id: '$person' } },
        { $limit: most },
      ]);
      return rows.map(({ _id }) => _id);
    },
    /** Put a person's waiting messages into an e-mail; returns them, the newest first. */
    async pack(person: string, mailing: string): Promise<Message[]> {
      await model.updateMany({ email: 'queued', person }, { $set: { email: 'sending', mailing }, ...TOUCHED });
      const found = await model.find({ mailing }).sort({ at: -1, _id: -1 }).lean<MessageDocument[]>();
      return found.map(messageOf);
    },
    /** What became of the e-mail that carries them. */
    async settle(mailing: string, email: EmailState): Promise<void> {
      await model.updateMany({ mailing, email: 'sending' }, { $set: { email }, ...TOUCHED });
    },
    /** Put them back in the queue after a passing fault; given up after `most` tries. */
    async putBack(mailing: string, most: number): Promise<void> {
      await model.updateMany(
        { mailing, email: 'sending', tries: { $gte: most - 1 } },
        { $set: { email: 'failed' }, ...TOUCHED },
      );
      await model.updateMany(
        { mailing, email: 'sending' },
        { $set: { email: 'queued', mailing: null }, $inc: { tries: 1 }, ...TOUCHED },
      );
    },
    /** Waiting ones of a person who gets no e-mail (any more). */
    async dropMail(person: string): Promise<void> {
      await model.updateMany({ email: 'queued', person }, { $set: { email: null }, ...TOUCHED });
    },
    /** How many messages stand in each state of the way by e-mail, for the operations page. */
    async mailCounts(): Promise<Record<EmailState, number>> {
      const count = (email: EmailState) => model.countDocuments({ email });
      const [queued, sending, sent, failed, uncertain] = await Promise.all([
        count('queued'),
        count('sending'),
        count('sent'),
        count('failed'),
        count('uncertain'),
      ]);
      return { queued, sending, sent, failed, uncertain };
    },
  };
}

export type MessageStore = ReturnType<typeof messageStore>;
