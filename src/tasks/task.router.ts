/** Every page about tasks. */
import type { CampaignQueries } from '../campaigns/campaign.query.js';
import type { Follow } from '../cards/follow.js';
import type { attachEvidence } from '../evidence/attach-evidence.js';
import type { EvidenceStore } from '../evidence/evidence-store.js';
import type { Route } from '../http/routes.js';
import type { Departments } from '../people/departments.js';
import type { PhaseQueries } from '../phases/phase.query.js';
import type { Records } from '../records/create-records.js';
import type { createTask } from './create-task.js';
import type { putTaskEvent } from './put-task-event.js';
import { showTask } from './show-task.js';
import { type ShowWorkParts, showWork } from './show-work.js';
import type { TaskQueries } from './task.query.js';
import { taskListRoutes } from './task-list.router.js';
import { taskPageRoutes } from './task-page.router.js';
import { taskWorkRoutes } from './task-work.router.js';

export interface TaskRoutesDeps {
  records: Records;
  queries: TaskQueries;
  phases: PhaseQueries;
  campaigns: CampaignQueries;
  departments: Departments;
  evidenceStore: EvidenceStore;
  putTaskEvent: ReturnType<typeof putTaskEvent>;
  createTask: ReturnType<typeof createTask>;
  attachEvidence: ReturnType<typeof attachEvidence>;
  /** What came of a task elsewhere; without it its page says nothing of that. */
  follow?: Follow;
  /** A department's points in the last readiness check; without it "my work" says nothing of readiness. */
  lastReadiness?: ShowWorkParts['lastReadiness'];
}

export function taskRoutes(deps: TaskRoutesDeps): Route[] {
  const show = showTask(deps);
  return [
    ...taskWorkRoutes({ ...deps, show, work: showWork(deps) }),
    ...taskListRoutes(deps),
    ...taskPageRoutes({ ...deps, show }),
  ];
}
