import type { Reason } from '../../../workflows/step.js';
import { type Reader, reasonTexts } from '../reason-text.js';

/** View model of the partial `error-summary`. */
export interface ErrorSummary {
  items: { text: string; href?: string }[];
}

/** Reasons as the list above a form; one that names a field leads to it (`#` + prefix + field). */
export function errorSummary(reader: Reader, reasons: readonly Reason[], idPrefix = ''): ErrorSummary {
  const texts = reasonTexts(reasons, reader);
  const items = reasons.map(({ field }, i) => {
    const text = texts[i] ?? '';
    return field ? { text, href: `#${idPrefix}${field}` } : { text };
  });
  return { items };
}

/** Reasons by the field they are about; of several for one field the first. */
export function errorsByField(reader: Reader, reasons: readonly Reason[]): Record<string, string> {
  const errors: Record<string, string> = {};
  const texts = reasonTexts(reasons, reader);
  reasons.forEach(({ field }, i) => {
    if (field && !(field in errors)) errors[field] = texts[i] ?? '';
  });
  return errors;
}

export interface Option {
  value: string;
  text: string;
  chosen?: boolean;
  hint?: string;
}

/** View model of the partial `field`. */
export interface Field {
  type: string;
  name: string;
  label: string;
  id?: string;
  value?: string | number;
  hint?: string;
  error?: string;
  optional?: boolean;
  required?: boolean;
  options?: Option[];
  chosen?: boolean;
  rows?: number;
  min?: number | string;
  max?: number | string;
  step?: number | string;
  unit?: string;
  accept?: string;
  multiple?: boolean;
  autocomplete?: string;
  placeholder?: string;
  maxlength?: number;
}

/** What a form was sent with and what is wrong with it; `idPrefix` keeps ids apart when a page has the form twice. */
export interface FormState {
  typed?: Record<string, unknown>;
  errors?: Record<string, string>;
  idPrefix?: string;
}

const CHOICES = new Set(['select', 'radios', 'checkboxes']);

/** A field with what was typed and what is wrong put into it; what was typed wins over the stored value. */
export function field(spec: Field, { typed, errors = {}, idPrefix = '' }: FormState = {}): Field {
  const error = errors[spec.name];
  const made: Field = {
    ...spec,
    id: `${idPrefix}${spec.id ?? spec.name}`,
    value: spec.value ?? '',
    ...(error ? { error } : {}),
  };
  if (!typed) return made;
  const sent = typed[spec.name];
  if (spec.type === 'checkbox') return { ...made, chosen: sent !== undefined && sent !== '' };
  if (CHOICES.has(spec.type)) {
    const chosen = new Set((Array.isArray(sent) ? sent : [sent]).map(String));
    return {
      ...made,
      options: (spec.options ?? []).map((option) => ({ ...option, chosen: chosen.has(option.value) })),
    };
  }
  // A password and a file are never sent back.
  if (spec.type === 'password' || spec.type === 'file' || sent === undefined) return made;
  return { ...made, value: String(sent) };
}
