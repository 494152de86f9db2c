/**
 * The public look-up: whoever holds a receipt sees how it stands, without an account. Wrong codes are counted per address,
 * so that nobody tries many; a right one tells nothing about anybody.
 */

import type { Request, Response } from 'express';
import { cut } from '../../workflows/text.js';
import { errorSummary, field } from '../http/components/form.js';
import { visitorToken } from '../http/csrf.js';
import { readerOf } from '../http/locals.js';
import type { Reader } from '../http/reason-text.js';
import type { Route } from '../http/routes.js';
import { sentForm } from '../http/sent-form.js';
import type { Throttle } from '../people/throttle.js';
import { lookupCodeIn } from '../platform/ids.js';
import type { Progress } from './progress.js';

export interface LookupDeps {
  /** Where codes are looked for, one after the other. */
  finders: ((code: string, reader: Reader) => Promise<Progress | null>)[];
  throttle: Throttle;
}

export function lookupRoutes({ finders, throttle }: LookupDeps): Route[] {
  async function find(code: string, reader: Reader): Promise<Progress | false> {
    for (const finder of finders) {
      const found = await finder(code, reader);
      if (found) return found;
    }
    return false;
  }

  function show(
    req: Request,
    res: Response,
    { typed = '', wrong = false, progress = null as Progress | null } = {},
  ): void {
    const reader = readerOf(res);
    const { t } = reader;
    const reasons = wrong ? [{ code: 'lookup.notFound', field: 'lookup' }] : [];
    if (res.locals.account === null) res.locals.csrfToken = visitorToken(req);
    res.status(wrong ? 422 : 200).render('lookup/lookup', {
      ...(res.locals.account === null ? { layout: 'plain' } : {}),
      page: { title: t('inquiries:lookup.title') },
      head: { title: t('inquiries:lookup.title'), lead: t('inquiries:lookup.lead') },
      errors: wrong ? errorSummary(reader, reasons) : null,
      field: field({
        type: 'text',
        name: 'lookup',
        label: t('inquiries:lookup.code'),
        hint: t('inquiries:lookup.hint'),
        value: typed,
        maxlength: 40,
        required: true,
        autocomplete: 'off',
        ...(wrong ? { error: t('inquiries:lookup.notFound') } : {}),
      }),
      result: progress && resultOf(progress, reader),
    });
  }

  async function lookUp(req: Request, res: Response): Promise<void> {
    const { fields } = sentForm(req.body);
    const typed = typeof fields.lookup === 'string' ? cut(fields.lookup, 60) : '';
    const code = lookupCodeIn(typed);
    const reader = readerOf(res);
    // A word that is no code costs a try too: the counter cannot tell a slip from a search.
    const found = await throttle({ address: req.ip ?? '' }, async () => (code === null ? false : find(code, reader)));
    if (found === false) return show(req, res, { typed, wrong: true });
    show(req, res, { typed, progress: found });
  }

  return [
    { method: 'get', path: '/lookup', action: 'public', handler: (req, res) => show(req, res) },
    { method: 'post', path: '/lookup', rev: 'acts', action: 'public', handler: lookUp },
  ];
}

function resultOf(progress: Progress, { t }: Reader) {
  const { code, state, received, promised, finished, unit, late, missing, referred, sum } = progress;
  const row = (name: string, text: string, strong = false) => ({ name: t(`inquiries:lookup.${name}`), text, strong });
  return {
    title: t('inquiries:lookup.result'),
    items: [
      row('number', code),
      row('state', state, true),
      row('received', received),
      row('unit', unit),
      row('promised', promised, true),
      ...(finished ? [row('finished', finished)] : []),
      ...(missing.length > 0 ? [row('missing', missing.join(t('common:listSeparator')))] : []),
      ...(referred ? [row('referred', referred)] : []),
    ],
    late: late ? t('inquiries:lookup.late') : '',
    sum: sum.length > 0 ? { caption: t('inquiries:lookup.sum'), items: sum } : null,
  };
}
