import { type Connection, type Model, Schema } from 'mongoose';
import type { Instant } from '../../workflows/dates.js';
import { type Actor, POSTS } from '../../workflows/moment.js';
import { LOCALES, type Locale } from '../platform/i18n.js';
import type { Save } from '../records/saves.js';
import type { AdminNote } from './admin-log.js';
import type { PostHeld } from './posts.js';

/** How large a person wants the text: 适老 asks for a setting of one's own. */
export const TEXT_SIZES = ['normal', 'large'] as const;
export type TextSize = (typeof TEXT_SIZES)[number];

/** A person's account, without what proves who the person is. */
export interface Account {
  id: string;
  /** Normalised by {@link normalLogin}; unique. */
  login: string;
  name: string;
  /** Where the person works; every post is held there. */
  department: string;
  posts: PostHeld[];
  locale: Locale;
  textSize: TextSize;
  email: string;
  disabled: boolean;
  /** False until the person has chosen a password through a one-time link. */
  hasPassword: boolean;
  mustChangePassword: boolean;
  createdAt: Instant;
  passwordChangedAt: Instant;
  /** Grows with every change. */
  rev: number;
}

export type AccountDocument = Omit<Account, 'id' | 'hasPassword'> & {
  _id: string;
  passwordHash: string;
  outbox: AdminNote[];
  saves?: Save[];
};

/** One spelling per login: `Ａdmin`, `ADMIN` and ` admin` are `admin`. */
export function normalLogin(login: string): string {
  return login.normalize('NFKC').trim().toLowerCase();
}

/** The account as everybody but the sign-in sees it. */
export function accountOf({ _id, passwordHash, outbox, saves, ...rest }: AccountDocument): Account {
  return { id: _id, ...rest, hasPassword: passwordHash !== '' };
}

/** The person as the rules and the policy see them. */
export function actorOf(account: Account): Actor {
  const posts = account.posts.map(({ post }) => post);
  return { kind: 'person', id: account.id, name: account.name, department: account.department, posts };
}

/** The collection `accounts`. */
export function accountModel(connection: Connection): Model<AccountDocument> {
  const post = new Schema(
    { post: { type: String, enum: POSTS, required: true }, department: { type: String, required: true } },
    { _id: false },
  );
  const schema = new Schema(
    {
      _id: { type: String, required: true },
      login: { type: String, required: true },
      name: { type: String, required: true },
      department: { type: String, required: true },
      posts: { type: [post], default: [] },
      locale: { type: String, enum: LOCALES, required: true },
      textSize: { type: String, enum: TEXT_SIZES, default: 'normal' },
      email: { type: String, default: '' },
      disabled: { type: Boolean, required: true },
      mustChangePassword: { type: Boolean, required: true },
      passwordHash: { type: String, default: '' },
      createdAt: { type: String, required: true },
      passwordChangedAt: { type: String, required: true },
      rev: { type: Number, required: true },
      outbox: { type: [Schema.Types.Mixed], default: [] },
      saves: { type: [Schema.Types.Mixed], default: [] },
    },
    { versionKey: false },
  );
  schema.index({ login: 1 }, { unique: true });
  schema.index({ 'posts.department': 1, 'posts.post': 1 });
  schema.index({ 'posts.post': 1 });
  schema.index({ 'outbox.id': 1 }, { sparse: true });
  return (connection.models.Account ??
    connection.model('Account', schema, 'accounts')) as unknown as Model<AccountDocument>;
}
