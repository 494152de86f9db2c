/** What people do with a rating, read before the record sees it. */
import { z } from 'zod';
import type { RatingAction } from '../../workflows/supervision/rating.machine.js';
import type { SentEvent } from '../cards/card.router.js';
import { NotFound } from '../platform/errors.js';
import { civilDate, read, requiredText, text } from '../platform/validate.js';
import type { Performed, Records } from '../records/create-records.js';

const ratingEventSchemas = {
  PUBLISH: z.strictObject({ remark: text(1_000).default('') }),
  SEND_LETTER: z.strictObject({ text: requiredText(8_000), replyBy: civilDate }),
  REPLY: z.strictObject({ text: requiredText(8_000) }),
  RETURN_REPLY: z.strictObject({ reason: requiredText(1_000), replyBy: civilDate }),
  CLOSE: z.strictObject({ note: requiredText(1_000) }),
} satisfies Record<RatingAction, z.ZodType>;

/** True for an event that people send. */
export function isRatingAction(type: unknown): type is RatingAction {
  return typeof type === 'string' && Object.hasOwn(ratingEventSchemas, type);
}

/** Throws NotFound for an unknown event, InvalidForm for what was typed, and whatever `perform` refuses with. */
export function putRatingEvent({ records }: { records: Records }) {
  return async ({ id, type, body, actor, idempotencyKey, expectedRev }: SentEvent): Promise<Performed> => {
    if (!isRatingAction(type)) throw new NotFound();
    const sent = read(ratingEventSchemas[type], { ...body }) as Record<string, unknown>;
    return records.perform({ kind: 'rating', id, event: { type, ...sent }, actor, idempotencyKey, expectedRev });
  };
}
