/** What the views of this area print: forms as data, reasons as texts. */
import type { Response } from 'express';
import type { Reason } from '../../workflows/step.js';
import type { ErrorSummary, Field } from '../http/components/form.js';
import { type Conflict, conflictOf } from '../http/conflict.page.js';
import { readerOf } from '../http/locals.js';
import { type ChangeSince, EditConflict, InvalidForm, TooManyTries } from '../platform/errors.js';
import type { Translate } from '../platform/i18n.js';
import { fieldWord, type Subject, valueWord } from './admin-words.page.js';

/** The values to print and the reasons to print beside them. */
export interface FormState {
  values: Record<string, unknown>;
  reasons: Reason[];
  /** What was saved since the page was read. */
  changes: readonly ChangeSince[];
}

export const untouched = (values: Record<string, unknown> = {}): FormState => ({ values, reasons: [], changes: [] });

/** What was saved since the page was read, in words; null when nothing was. */
export function conflictIn(
  state: { changes: readonly ChangeSince[] },
  kind: Subject,
  res: Response,
  names: ReadonlyMap<string, string>,
): Conflict | null {
  const reader = readerOf(res);
  return conflictOf(state, 'people', reader, {
    event: (type) => reader.t(`people:log.event.${type}`),
    field: (name) => fieldWord(reader.t, kind, name),
    value: (name, value) => valueWord(reader.t, names, name, value),
  });
}

/** A reason's text: its code's first part is the namespace. */
export function reasonText(t: Translate, { code, params }: Reason): string {
  return t(code.replace('.', ':'), params);
}

type FieldExtras = Pick<Field, 'type' | 'hint' | 'autocomplete' | 'optional'> & {
  label?: string;
  /** Value → text; makes it a choice, of several when `many`. */
  choices?: readonly (readonly [value: string, text: string])[];
  many?: boolean;
};

/** Makes fields of a form; labels are `people:field.<name>` unless given. */
export function fieldsOf(t: Translate, { values, reasons }: FormState) {
  return (name: string, { choices, many = false, label, ...rest }: Partial<FieldExtras> = {}): Field => {
    const value = values[name];
    const chosen = new Set(Array.isArray(value) ? value.map(String) : [String(value ?? '')]);
    const error = reasons
      .filter(({ field }) => field === name)
      .map((reason) => reasonText(t, reason))
      .join(' ');
    return {
      type: choices === undefined ? 'text' : many ? 'checkboxes' : 'select',
      name,
      label: label ?? t(`people:field.${name}`),
      value: typeof value === 'string' ? value : '',
      ...(error !== '' && { error }),
      ...(choices && {
        options: choices.map(([option, text]) => ({ value: option, text, chosen: chosen.has(option) })),
      }),
      ...(choices === undefined && { autocomplete: 'off' }),
      ...rest,
    };
  };
}

/** The summary above a form: each reason, linked to its field. */
export function summaryOf(t: Translate, { reasons }: FormState): ErrorSummary {
  return {
    items: reasons.map((reason) => {
      const text = reasonText(t, reason);
      return reason.field === undefined ? { text } : { text, href: `#${reason.field}` };
    }),
  };
}

/**
 * Do what a form asks; if the form is at fault, show it again with everything typed: 422, 429 when there were too many
 * tries, 409 when somebody was faster. Everything else is for the error handler.
 */
export async function orShowAgain(
  res: Response,
  typed: Record<string, unknown>,
  doing: () => Promise<void>,
  show: (state: FormState) => Promise<void> | void,
): Promise<void> {
  try {
    await doing();
  } catch (error) {
    if (error instanceof TooManyTries) {
      res.status(error.status).set('Retry-After', String(error.retryAfterSeconds));
      const params = error.reasons[0]?.params ?? {};
      return show({ values: typed, reasons: [{ code: 'people.tooManyTries', params }], changes: [] });
    }
    if (error instanceof EditConflict) {
      // The form comes back with what was typed over the record as it is now; sending it again is a decision.
      res.status(error.status);
      const reasons = error.changes.length > 0 ? [] : [{ code: 'reasons.changedUnseen' }];
      return show({ values: typed, reasons, changes: error.changes });
    }
    if (!(error instanceof InvalidForm)) throw error;
    res.status(error.status);
    return show({ values: { ...typed, ...error.typed }, reasons: error.reasons, changes: [] });
  }
}

/** A path inside the product to go to afterwards, from what a page sent; anything else leads home. */
export function localPath(path: unknown, otherwise = '/'): string {
  return typeof path === 'string' && /^\/(?![/\\])[\x21-\x7e]*$/.test(path) ? path : otherwise;
}

/** What has just been done, named in the address of the page it leads to. */
export function doneNotice(t: Translate, done: unknown): { kind: 'done'; text: string } | null {
  const known = ['profile', 'password', 'posts', 'disable', 'enable', 'department', 'token', 'link', 'signOut'];
  return typeof done === 'string' && known.includes(done) ? { kind: 'done', text: t(`people:done.${done}`) } : null;
}
