/** The bare Express application that pages are measured against: the page's query and its template, nothing else. */
import express, { type Express } from 'express';
import { departmentPage } from '../../src/dashboard/department.page.js';
import { overviewPage } from '../../src/dashboard/overview.page.js';
import { installViews, type PageLocals } from '../../src/http/view-engine.js';
import { translator } from '../../src/platform/i18n.js';
import { choicesFor, showTask } from '../../src/tasks/show-task.js';
import { taskPage } from '../../src/tasks/task.page.js';
import { listPage, readFilters } from '../../src/tasks/task-list.page.js';
import type { Actor } from '../../workflows/moment.js';
import { CAMPAIGN, PHASE, type Stage, taskId } from './stage.js';

/** What every page of somebody signed in shows above itself, made once. */
function standingLocals(today: string): PageLocals {
  const t = translator('zh-CN');
  const nav = ['overview', 'breakdown', 'work', 'tasks', 'readiness', 'sites'].map((key) => ({
    href: `/${key}`,
    text: t(`common:nav.${key}`),
    current: false,
  }));
  const user = { name: '办公室', post: '效能办 · 活动办公室', search: true };
  return {
    t,
    locale: 'zh-CN',
    today,
    csrfToken: '0'.repeat(64),
    user,
    nav,
    campaignName: '基准',
    clock: { label: today, canMove: true },
    unread: 0,
    notice: null,
  };
}

/** `POST /event` updates one task; each page reads what it is about and renders it, all else having been read before. */
export async function bareApp({ wiring }: Stage, department: string, tasks: number): Promise<Express> {
  const { records, campaigns, phases, people } = wiring;
  const { departments } = people;
  const [office] = (await people.accounts.people([{ posts: ['campaign_office'] }])).flat();
  const actor: Actor = {
    kind: 'person',
    id: office?.id ?? '',
    name: '办公室',
    department: 'efficiency-office',
    posts: ['campaign_office'],
  };
  const locals = standingLocals(wiring.clock.today());
  const campaign = await campaigns.byId(CAMPAIGN);
  const [moment, list, names, choices, ofCampaign] = await Promise.all([
    records.momentFor(CAMPAIGN, actor),
    departments.list(),
    departments.names('zh-CN'),
    choicesFor(departments, campaign, 'zh-CN'),
    phases.of(CAMPAIGN),
  ]);
  const about = list.find(({ id }) => id === department);
  if (!about) throw new Error(`The benchmark has no department ${department}.`);
  const task = await showTask({ records, queries: wiring.tasks, phases, campaigns, departments }).show(
    taskId(1),
    actor,
    'zh-CN',
  );
  const ofDepartment = await wiring.department.show(campaign, department, actor);
  const all = { all: true as const };
  const ofAll = await wiring.overview.show(campaign, PHASE, actor, all);
  if (!ofAll) throw new Error('The benchmark has no phase.');

  const app = express();
  installViews(app);
  app.disable('x-powered-by');
  app.locals = locals as never;
  let turn = 0;
  const documents = wiring.connection.collection('tasks');
  app.post('/event', async (_req, res) => {
    turn += 1;
    await documents.findOneAndUpdate({ _id: taskId(turn % tasks) as never }, { $inc: { bench: 1 } });
    res.redirect(303, '/');
  });
  const filters = readFilters({ campaign: CAMPAIGN, department });
  app.get('/list', async (_req, res) => {
    const page = await wiring.tasks.page({ campaign: CAMPAIGN, department, visible: all });
    const shown = {
      ...page,
      filters,
      later: false,
      campaigns: [campaign],
      campaign,
      phases: ofCampaign,
      names,
      moment,
      imports: true,
    };
    res.render('tasks/list', listPage({ ...shown, departments: choices.departments }, locals));
  });
  app.get('/task', async (_req, res) => {
    const record = (await records.load('task', taskId(1))) as unknown as typeof task.task;
    res.render('tasks/task', taskPage({ ...task, task: record }, locals, { again: null, open: '' }));
  });
  app.get('/department', async (_req, res) => {
    const rows = await records.counters.rows({ campaign: CAMPAIGN, department });
    res.render('dashboard/department', departmentPage({ ...ofDepartment, rows, about, names }, locals));
  });
  app.get('/overview', async (_req, res) => {
    const rows = await records.counters.rows({ campaign: CAMPAIGN });
    res.render('dashboard/overview', overviewPage({ ...ofAll, rows, departments: list, names, actor }, locals));
  });
  return app;
}
