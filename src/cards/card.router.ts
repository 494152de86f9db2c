/** The two routes of every record's page: its card, and an event put to it; and what lists of records share. */

import type { Request, Response } from 'express';
import { formAgain } from '../http/form-again.js';
import { actorIn, readerOf } from '../http/locals.js';
import type { Reader } from '../http/reason-text.js';
import type { Route } from '../http/routes.js';
import { sentForm } from '../http/sent-form.js';
import type { Departments } from '../people/departments.js';
import type { Action as PolicyAction } from '../people/policy.js';
import { NotFound } from '../platform/errors.js';
import { hasText } from '../platform/i18n.js';
import { isId, newId } from '../platform/ids.js';
import type { ExpectedRev } from '../records/changes-since.js';
import type { Records } from '../records/create-records.js';
import type { CardAgain, CardShown } from './card.page.js';

/** What has just been done, as the address says: `?done=ACCEPT` reads `<area>:done.ACCEPT`. */
export function doneNotice(area: string, req: Request, res: Response): void {
  const { done } = req.query;
  const { t, locale } = readerOf(res);
  if (typeof done !== 'string' || !/^[A-Z_]{1,30}$/.test(done) || !hasText(locale, `${area}:done.${done}`)) return;
  res.locals.notice = { kind: 'done', text: t(`${area}:done.${done}`) };
}

/** The campaign that a query or form names, else the current one; null when there is none at all. Throws NotFound. */
export async function campaignNamed<C>(
  campaigns: { current(): Promise<C | null>; byId(id: string): Promise<C> },
  id: unknown,
): Promise<C | null> {
  if (id === undefined || id === '') return campaigns.current();
  if (!isId(id)) throw new NotFound('campaign');
  return campaigns.byId(id);
}

/** An event as a card's form sends it. */
export interface SentEvent {
  id: string;
  type: string;
  body: Record<string, unknown>;
  actor: ReturnType<typeof actorIn>;
  idempotencyKey: string | null;
  expectedRev: ExpectedRev | undefined;
}

export interface CardRoutes<Facts extends object> {
  kind: string;
  area: string;
  base: string;
  /** Who may come to the page at all; the record itself is asked by `allow`. */
  action: PolicyAction;
  records: Records;
  departments: Departments;
  campaignOf(facts: Facts): string;
  /** True for an event that people send; any other is not found. */
  isAction(type: unknown): boolean;
  put(sent: SentEvent): Promise<unknown>;
  /** Throws Forbidden where this reader may not see this record. */
  allow?(shown: CardShown<Facts>): void | Promise<void>;
  /** The page to come back to once an event is put; the card where it is not said. */
  back?(sent: Pick<SentEvent, 'id' | 'type' | 'actor'>): Promise<string>;
  /** The view and its whole model. */
  show(
    shown: CardShown<Facts>,
    reader: Reader,
    again: CardAgain,
    req: Request,
  ): Promise<{ view: string; model: object }> | { view: string; model: object };
}

/** The record an address names. Throws NotFound for what is no id. */
function idIn(req: Request, kind: string): string {
  const { id } = req.params;
  if (!isId(id)) throw new NotFound(kind);
  return id;
}

/** The record's page, or the page again with a form that was not taken. */
export function showCard<Facts extends object>(of: CardRoutes<Facts>) {
  const { kind, area, records, departments } = of;
  return async (req: Request, res: Response, again: CardAgain = null): Promise<void> => {
    const reader = readerOf(res);
    const record = await records.load<Facts>(kind, idIn(req, kind));
    const [moment, history, names] = await Promise.all([
      records.momentFor(of.campaignOf(record.facts), actorIn(res)),
      records.history(record),
      departments.names(reader.locale),
    ]);
    const shown = { record, moment, history, names, key: newId() };
    await of.allow?.(shown);
    doneNotice(area, req, res);
    const { view, model } = await of.show(shown, reader, again, req);
    res.status(again?.status ?? 200).render(view, model);
  };
}

export function cardRoutes<Facts extends object>(of: CardRoutes<Facts>): Route[] {
  const { kind, base, action } = of;
  const card = showCard(of);

  async function event(req: Request, res: Response): Promise<void> {
    const id = idIn(req, kind);
    const { event: type } = req.params;
    if (!of.isAction(type)) throw new NotFound();
    const { fields, rev, key } = sentForm(req.body);
    const sent = { id, type: String(type), body: fields, actor: actorIn(res) };
    try {
      await of.put({ ...sent, idempotencyKey: key, expectedRev: rev });
    } catch (error) {
      return card(req, res, { ...formAgain(error, fields), event: sent.type });
    }
    const back = (await of.back?.(sent)) ?? `${base}/${id}`;
    res.redirect(303, `${back}?done=${type}`);
  }

  return [
    { method: 'get', path: `${base}/:id`, action, handler: (req, res) => card(req, res) },
    { method: 'post', path: `${base}/:id/events/:event`, action, handler: event },
  ];
}
