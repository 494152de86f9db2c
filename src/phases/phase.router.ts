/** GET /phases/:id shows a phase; POST /phases/:id/events/:event moves it. */
import type { Request, Response } from 'express';
import type { PhaseFacts } from '../../workflows/phases/phase.js';
import { type FormAgain, formAgain } from '../http/form-again.js';
import { actorIn, readerOf } from '../http/locals.js';
import type { Route } from '../http/routes.js';
import { sentForm } from '../http/sent-form.js';
import { NotFound } from '../platform/errors.js';
import { isId } from '../platform/ids.js';
import type { Records } from '../records/create-records.js';
import { type PhaseCounts, phasePage } from './phase.page.js';
import { closing, type PutPhaseEventParts, putPhaseEvent } from './put-phase-event.js';

export interface PhaseRoutesParts extends PutPhaseEventParts {
  records: Records;
  campaignTitle(id: string): Promise<string>;
  countsOf(campaign: string, phase: string): Promise<PhaseCounts>;
}

export function phaseRoutes({ records, campaignTitle, countsOf, redOf }: PhaseRoutesParts): Route[] {
  const put = putPhaseEvent({ records, redOf });
  const close = closing({ redOf });

  async function page(req: Request, res: Response, again: (FormAgain & { event: string }) | null): Promise<void> {
    const { id } = req.params;
    if (!isId(id)) throw new NotFound('phase');
    const actor = actorIn(res);
    const phase = await records.load<PhaseFacts>('phase', id);
    const [counts, campaign, history, redTasks, closingEvent, moment] = await Promise.all([
      countsOf(phase.facts.campaign, phase.facts.key),
      campaignTitle(phase.facts.campaign),
      records.history(phase),
      redOf(phase.facts.campaign, phase.facts.key),
      close(phase.facts),
      records.momentFor(phase.facts.campaign, actor),
    ]);
    const shown = { counts, phase, campaign, history, redTasks, closing: closingEvent, actor, moment };
    res.status(again?.status ?? 200).render('phases/phase', phasePage(shown, readerOf(res), again));
  }

  return [
    {
      method: 'get',
      path: '/phases/:id',
      action: 'campaign.view',
      handler: (req, res) => page(req, res, null),
    },
    {
      method: 'post',
      path: '/phases/:id/events/:event',
      action: 'phase.event',
      handler: async (req, res) => {
        const { id } = req.params;
        if (!isId(id)) throw new NotFound('phase');
        const type = String(req.params.event);
        const { fields: body, rev } = sentForm(req.body);
        try {
          await put({ id, type, body, actor: actorIn(res), expectedRev: rev });
          res.redirect(303, `/phases/${id}`);
        } catch (error) {
          await page(req, res, { ...formAgain(error, body), event: type });
        }
      },
    },
  ];
}
