/** What can be done with a site: buttons, forms that open in place, and reasons where a button cannot be. */

import { type Evidence, stands } from '../../workflows/evidence.js';
import type { Dimension } from '../../workflows/sites/site.js';
import { SITE_ACTIONS } from '../../workflows/sites/site.machine.js';
import type { Reason } from '../../workflows/step.js';
import {
  type ErrorSummary,
  errorSummary,
  errorsByField,
  type Field,
  type FormState,
  field,
} from '../http/components/form.js';
import { type Conflict, conflictOf } from '../http/conflict.page.js';
import type { FormAgain } from '../http/form-again.js';
import { type Reader, reasonTexts } from '../http/reason-text.js';
import type { SiteActionName, SiteShown } from './show-site.js';
import { type SiteFormName, siteFields } from './site-fields.form.js';

/** A form that was sent and not taken, and which one it was. */
export interface SiteFormAgain extends FormAgain {
  form: SiteFormName;
  /** The dimension or the file it was about; empty for forms about the site. */
  item: string;
}

/** View model of a form behind its summary. */
export interface SiteForm {
  id: string;
  summary: string;
  kind: string;
  open: boolean;
  action: string;
  upload: boolean;
  keep: string;
  hidden: { name: string; value: string | number }[];
  errors: ErrorSummary | null;
  conflict: Conflict | null;
  fields: Field[];
  /** Small fields side by side, and what follows them. */
  row: Field[];
  after: Field[];
  submit: { text: string; kind: string };
}

export interface SiteActions {
  buttons: { text: string; action: string; fields: { name: string; value: string | number }[]; kind: string }[];
  forms: SiteForm[];
  reasons: { lead: string; items: string[] }[];
}

export interface FormOf {
  shown: SiteShown;
  reader: Reader;
  again: SiteFormAgain | null;
  /** The form that is to stand open. */
  open: string;
}

const ONE_PRESS = new Set<SiteFormName>(['REPORT_READY', 'FEATURE']);
/** Shown where they belong: beside a dimension, a file, or a department that copies. */
const ELSEWHERE = new Set<SiteFormName>(['DESCRIBE', 'ATTACH', 'WITHDRAW_EVIDENCE', 'RECORD_COPY', 'COPY_DONE']);
const GRAVE = new Set<SiteFormName>(['RETIRE', 'WITHDRAW_EVIDENCE']);

const formOf = (event: SiteActionName): SiteFormName => (event === 'ACCEPT' || event === 'SEND_BACK' ? 'VISIT' : event);

function pathOf(name: SiteFormName, id: string): string {
  if (name === 'ATTACH') return `/sites/${id}/evidence`;
  return name === 'VISIT' ? `/sites/${id}/visits` : `/sites/${id}/events/${name}`;
}

/** The field that says which dimension or file a form is about. */
const ABOUT: Partial<Record<SiteFormName, string>> = {
  DESCRIBE: 'dimension',
  ATTACH: 'about',
  WITHDRAW_EVIDENCE: 'file',
};

const isScore = ({ type }: Field) => type === 'number';
const isBefore = ({ name }: Field) => name === 'on' || name === 'visitors';

/** One form: of an event, and of a dimension or a file where there are several. */
export function siteForm(name: SiteFormName, form: FormOf, item = ''): SiteForm {
  const { shown, reader, again, open } = form;
  const { t } = reader;
  const { site, key } = shown;
  const mine = again !== null && again.form === name && again.item === item ? again : null;
  const suffix = `${name}${item ? `-${item}` : ''}`;
  const idPrefix = `${suffix}-`;
  const conflict = mine && conflictOf(mine, 'sites', reader, { names: shown.names });
  const state: FormState = mine
    ? { typed: mine.typed, errors: errorsByField(reader, mine.reasons), idPrefix }
    : { idPrefix };
  const about = ABOUT[name];
  const fields = siteFields(name, form, item).map((spec) => field(spec, state));
  return {
    id: `do-${suffix}`,
    summary: t(`sites:do.${name}`),
    kind: name === 'WITHDRAW_EVIDENCE' ? 'link' : GRAVE.has(name) ? 'grave' : 'second',
    open: mine !== null || open === suffix,
    action: pathOf(name, site.id),
    upload: name === 'ATTACH',
    keep: `site-${site.id}-${suffix}`,
    hidden: [
      { name: 'rev', value: site.rev },
      { name: 'key', value: `${key}-${suffix}` },
      ...(about && item ? [{ name: about, value: item }] : []),
    ],
    errors: mine && !conflict ? errorSummary(reader, mine.reasons, idPrefix) : null,
    conflict,
    fields: name === 'VISIT' ? fields.filter(isBefore) : fields,
    row: name === 'VISIT' ? fields.filter(isScore) : [],
    after: name === 'VISIT' ? fields.filter((one) => !isBefore(one) && !isScore(one)) : [],
    submit: { text: t(`sites:submit.${name}`), kind: GRAVE.has(name) ? 'grave' : '' },
  };
}

/** What stands against a form's event now; null when it is not for this state or this person. */
function standing(name: SiteFormName, { allowed }: SiteShown): Reason[] | null {
  if (name === 'VISIT') return allowed.get('ACCEPT') ?? allowed.get('SEND_BACK') ?? null;
  return allowed.get(name) ?? null;
}

/** Everything under "what you can do now". */
export function siteActions(form: FormOf): SiteActions {
  const { shown, reader, again } = form;
  const { t } = reader;
  const actions: SiteActions = { buttons: [], forms: [], reasons: [] };
  for (const name of new Set(SITE_ACTIONS.map(formOf))) {
    if (ELSEWHERE.has(name)) continue;
    const reasons = standing(name, shown);
    // What was typed is not thrown away because the site has moved on meanwhile.
    if (again?.form === name && !ONE_PRESS.has(name)) {
      actions.forms.push(siteForm(name, form));
    } else if (reasons && reasons.length > 0) {
      const lead = t('sites:cannot', { event: t(`sites:do.${name}`) });
      actions.reasons.push({ lead, items: reasonTexts(reasons, reader) });
    } else if (reasons && ONE_PRESS.has(name)) {
      const { site, key } = shown;
      const fields = [
        { name: 'rev', value: site.rev },
        { name: 'key', value: `${key}-${name}` },
      ];
      actions.buttons.push({ text: t(`sites:do.${name}`), action: pathOf(name, site.id), fields, kind: '' });
    } else if (reasons) actions.forms.push(siteForm(name, form));
  }
  const [first] = actions.forms;
  // One thing is the next step; the rest stand back.
  if (first && actions.buttons.length === 0 && first.kind === 'second') first.kind = '';
  return actions;
}

/** The forms beside a dimension, or those that came back. */
export function dimensionForms(dimension: Dimension, form: FormOf): SiteForm[] {
  const { shown, again } = form;
  const here = (name: SiteFormName) =>
    shown.allowed.has(name as SiteActionName) || (again?.form === name && again.item === dimension);
  return (['DESCRIBE', 'ATTACH'] as const).filter(here).map((name) => siteForm(name, form, dimension));
}

/** The form beside a file: taking it back. */
export function fileForms({ file, review }: Evidence, form: FormOf): SiteForm[] {
  const possible = form.shown.allowed.get('WITHDRAW_EVIDENCE')?.length === 0 && stands({ review });
  const back = form.again?.form === 'WITHDRAW_EVIDENCE' && form.again.item === file;
  return possible || back ? [siteForm('WITHDRAW_EVIDENCE', form, file)] : [];
}

/** The form that records who copies a practice; null where it is not for this state or person. */
export function copyForm(form: FormOf): SiteForm | null {
  const back = form.again?.form === 'RECORD_COPY';
  return back || form.shown.allowed.has('RECORD_COPY') ? siteForm('RECORD_COPY', form) : null;
}

/** The button of a department that has done what it copies; null when it is not this person's. */
export function copyDone(
  copy: { department: string; practice: string; done: boolean },
  { shown, reader }: FormOf,
): SiteActions['buttons'][number] | null {
  const { site, actor, key } = shown;
  if (copy.done || !shown.allowed.has('COPY_DONE')) return null;
  const office = actor.posts.includes('campaign_office') || actor.posts.includes('leading_group');
  if (!office && actor.department !== copy.department) return null;
  const { department, practice } = copy;
  const n = site.facts.copies.findIndex((one) => one.practice === practice && one.department === department);
  return {
    text: reader.t('sites:do.COPY_DONE'),
    action: pathOf('COPY_DONE', site.id),
    fields: [
      { name: 'rev', value: site.rev },
      { name: 'key', value: `${key}-COPY_DONE-${n}` },
      { name: 'department', value: department },
      { name: 'practice', value: practice },
    ],
    kind: 'second',
  };
}
