/** GET /operations: for the system administrator. */
import { readerOf } from '../http/locals.js';
import type { Probes } from '../http/probes.js';
import type { Route } from '../http/routes.js';
import type { Operations } from '../jobs/operations.model.js';
import type { Acknowledged } from '../platform/mongo.js';
import { operationsPage } from './operations.page.js';

export interface OperationsRoutesParts {
  probes: Pick<Probes, 'readiness'>;
  operations: Pick<Operations, 'lastRecount' | 'lastVerify' | 'allLeftOut'>;
  /** Entries in the event log. */
  logEntries(): Promise<number>;
  /** Null when no mail server is set. */
  mailCounts: (() => Promise<Record<string, number>>) | null;
  databaseVersion(): Promise<string>;
  productVersion: string;
  acknowledged: Acknowledged;
  simulated: boolean;
}

export function operationsRoutes(parts: OperationsRoutesParts): Route[] {
  const { probes, operations, logEntries, mailCounts, databaseVersion, productVersion, acknowledged, simulated } =
    parts;
  return [
    {
      method: 'get',
      path: '/operations',
      action: 'operations.view',
      handler: async (_req, res) => {
        const [readiness, recount, verified, left, entries, mail, mongodb] = await Promise.all([
          probes.readiness(),
          operations.lastRecount(),
          operations.lastVerify(),
          operations.allLeftOut(),
          logEntries(),
          mailCounts === null ? null : mailCounts(),
          databaseVersion(),
        ]);
        const versions = { product: productVersion, node: process.versions.node, mongodb };
        const about = { logEntries: entries, mail, acknowledged, simulated, versions };
        const shown = { readiness, recount, verified, left, ...about };
        res.render('operations/operations', operationsPage(shown, readerOf(res)));
      },
    },
  ];
}
