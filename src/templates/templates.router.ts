/** A campaign becomes a template at one press of its page. */
import type { Request, Response } from 'express';
import { z } from 'zod';
import { formAgain } from '../http/form-again.js';
import { actorIn, readerOf } from '../http/locals.js';
import { reasonTexts } from '../http/reason-text.js';
import type { Route } from '../http/routes.js';
import { NotFound } from '../platform/errors.js';
import { isId } from '../platform/ids.js';
import { read, requiredText } from '../platform/validate.js';
import { type SaveTemplateParts, saveTemplate } from './save-template.js';
import { saveTemplatePage } from './templates.page.js';

const named = z.strictObject({ _csrf: z.string().optional(), name: requiredText(60) });

export function templateRoutes(parts: SaveTemplateParts): Route[] {
  const save = saveTemplate(parts);

  async function page(
    req: Request,
    res: Response,
    typed: Record<string, unknown> | null,
    status = 200,
    said: string[] = [],
  ) {
    const { id } = req.params;
    if (!isId(id)) throw new NotFound('campaign');
    const { facts } = await parts.campaigns.byId(id);
    const shown = { campaign: { id, title: facts.title, year: facts.year }, typed, said };
    res.status(status).render('templates/save', saveTemplatePage(shown, readerOf(res)));
  }

  async function keep(req: Request, res: Response): Promise<void> {
    const { id } = req.params;
    if (!isId(id)) throw new NotFound('campaign');
    const typed = { ...(req.body as Record<string, unknown>) };
    try {
      const key = await save(id, read(named, typed).name, actorIn(res));
      res.redirect(303, `/campaigns/new?template=${key}`);
    } catch (error) {
      const again = formAgain(error, typed);
      await page(req, res, again.typed, again.status, reasonTexts(again.reasons, readerOf(res)));
    }
  }

  const action = 'campaign.create' as const;
  return [
    { method: 'get', path: '/campaigns/:id/template', action, handler: (req, res) => page(req, res, null) },
    { method: 'post', path: '/campaigns/:id/template', rev: 'makes', action, handler: keep },
  ];
}
