/** The ledger as a file: what the list shows, with its filters, as .xlsx or .csv. */
import type { Request, Response } from 'express';
import type { CampaignQueries } from '../campaigns/campaign.query.js';
import { actorIn, readerOf } from '../http/locals.js';
import type { Route } from '../http/routes.js';
import { type DepartmentTree, visibleTo } from '../people/policy.js';
import { NotFound } from '../platform/errors.js';
import { readFilters } from '../tasks/task-list.page.js';
import { toQuery } from '../tasks/task-list.router.js';
import { COLUMNS, headOf, type LedgerParts, ledgerRows } from './ledger-rows.js';
import { type KINDS, sendSheet } from './send-sheet.js';

export interface LedgerRoutesDeps extends LedgerParts {
  departments: LedgerParts['departments'] & { tree(): Promise<DepartmentTree> };
  campaigns: Pick<CampaignQueries, 'byId' | 'current'>;
}

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
      const visible = visibleTo(actorIn(res), await deps.departments.tree());
      await sendSheet(res, kind, `${campaign.facts.title} ${title} ${reader.today}`, {
        title,
        head: headOf(reader),
        columns: COLUMNS,
        rows: rows({ campaign: campaign.id, filter: toQuery(filters), visible, reader }),
      });
    };

  return [
    { method: 'get', path: '/ledger.xlsx', action: 'task.list', handler: send('xlsx') },
    { method: 'get', path: '/ledger.csv', action: 'task.list', handler: send('csv') },
  ];
}
