/** What the forms of a site send, turned into what the schemas read; and reasons turned back to the forms' fields. */
import { DIMENSIONS } from '../../workflows/sites/site.js';
import type { Reason } from '../../workflows/step.js';
import type { Sent } from '../http/sent-form.js';

/** The name of the field that holds the visitors' score of a dimension. */
export const scoreField = (dimension: string) => `score-${dimension}`;

/** The acceptance form sends one text and what it comes to: a remark when accepted, the reason when sent back. */
export function visitBody(fields: Sent): { type: 'ACCEPT' | 'SEND_BACK'; body: Record<string, unknown> } {
  const { result, opinion, ...rest } = { ...fields };
  const scores: Record<string, unknown> = {};
  for (const dimension of DIMENSIONS) {
    scores[dimension] = rest[scoreField(dimension)] ?? '';
    delete rest[scoreField(dimension)];
  }
  const accepted = result === 'accepted';
  const said = accepted ? { remark: opinion ?? '' } : { reason: opinion ?? '' };
  return { type: accepted ? 'ACCEPT' : 'SEND_BACK', body: { ...rest, scores, ...said } };
}

/** Labels in `fields` for names that are the form's own. */
function labelOf(field: string): string {
  return field.startsWith('score-') ? 'score' : field;
}

/** A reason about the event as a reason about the form it came from. */
export function aboutSiteForm(reason: Reason): Reason {
  if (reason.field === undefined) return reason;
  const [first = '', second] = reason.field.split('.');
  const field = first === 'scores' && second ? scoreField(second) : first;
  const named = typeof reason.params?.field === 'string';
  return { ...reason, field, ...(named ? { params: { ...reason.params, field: labelOf(field) } } : {}) };
}

/** The same for the acceptance form, where remark and reason are one field. */
export function aboutVisitForm(reason: Reason): Reason {
  const about = aboutSiteForm(reason);
  if (about.field !== 'remark' && about.field !== 'reason') return about;
  const { params } = about;
  return { ...about, field: 'opinion', ...(params?.field ? { params: { ...params, field: 'opinion' } } : {}) };
}
