/** The ledger as a file: what the list shows, with its filters, as .xlsx or .csv. */
import type { Request, Response } from 'express';
import type { CampaignQueries } from '../campaigns/campaign.query.js';
import { actorIn, readerOf } from '../http/locals.js';
import type { Route } from '../http/routes.js';
import { NotFound } from '../platform/errors.js';
import { readFilters } from '../tasks/task-list.page.js';
import { toQuery } from '../tasks/task-list.router.js';
import { COLUMNS, headOf, type LedgerParts, ledgerRows } from './ledger-rows.js';
import { type Sheet, writeCsv, writeXlsx } from './sheet-writer.js';

export interface LedgerRoutesDeps extends LedgerParts {
  campaigns: Pick<CampaignQueries, 'byId' | 'current'>;
}

const KINDS = {
  xlsx: { type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', write: writeXlsx },
  csv: { type: 'text/csv; charset=utf-8', write: writeCsv },
} as const;

export function ledgerRoutes(deps: LedgerRoutesDeps): Route[] {
  const rows = ledgerRows(deps);

  const send =
    (kind: keyof typeof KINDS) =>
    async (req: Request, res: Response): Promise<void> => {
      const reader = readerOf(res);
      const filters = readFilters(req.query);
      const campaign = filters.campaign ? await deps.campaigns.byId(filters.campaign) : await deps.campaigns.current();
      if (!campaign) throw new NotFound('campaign');
      const title = reader.t('tasks:list.title');
      const sheet: Sheet = {
        title,
        head: headOf(reader),
        columns: COLUMNS,
        rows: rows({ campaign, filter: toQuery(filters), actor: actorIn(res), reader }),
      };
      const name = `${campaign.facts.title} ${title} ${reader.today}.${kind}`;
      const { type, write } = KINDS[kind];
      res.setHeader('Content-Type', type);
      res.setHeader('Content-Disposition', `attachment; filename*=UTF-8''${encodeURIComponent(name)}`);
      res.setHeader('X-Content-Type-Options', 'nosniff');
      res.setHeader('Cache-Control', 'private, no-store');
      await write(res, sheet).catch((error: NodeJS.ErrnoException) => {
        // The reader went away in the middle: nobody is left to tell.
        if (error.code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
      });
    };

  return [
    { method: 'get', path: '/ledger.xlsx', action: 'task.list', handler: send('xlsx') },
    { method: 'get', path: '/ledger.csv', action: 'task.list', handler: send('csv') },
  ];
}
