/** The only file that calls constructors: from a configuration to a running product. Nothing here decides anything. */

import { randomUUID } from 'node:crypto';
import type { Connection } from 'mongoose';
import { civilDateOf } from '../workflows/dates.js';
import { caseKind } from './accountability/case.kind.js';
import { caseModel } from './accountability/case.model.js';
import { caseQueries } from './accountability/case.query.js';
import { caseRoutes } from './accountability/case.router.js';
import { caseSources, sourceByCode } from './accountability/case-sources.js';
import { caseViews } from './accountability/case-views.store.js';
import { putCaseEvent } from './accountability/put-case-event.js';
import { reportClue } from './accountability/report-clue.js';
import { askBooklets, putBookletEvent } from './booklets/ask-booklets.js';
import { bookletKind } from './booklets/booklet.kind.js';
import { bookletModel } from './booklets/booklet.model.js';
import { bookletQueries } from './booklets/booklet.query.js';
import { bookletRoutes } from './booklets/booklet.router.js';
import { breakdownRoutes } from './breakdown/breakdown.router.js';
import { keepVersion } from './breakdown/keep-version.js';
import { doMany } from './breakdown/many.js';
import { planVersions } from './breakdown/plan-versions.store.js';
import { createCalendars } from './calendars/calendars.js';
import { calendarRoutes } from './calendars/calendars.router.js';
import { campaignApi } from './campaigns/campaign.api.js';
import { campaignKind } from './campaigns/campaign.kind.js';
import { campaignModel } from './campaigns/campaign.model.js';
import { campaignQueries } from './campaigns/campaign.query.js';
import { campaignRoutes } from './campaigns/campaign.router.js';
import { openCampaign } from './campaigns/open-campaign.js';
import { templatesStore } from './campaigns/templates.store.js';
import { carryOver } from './carry-over/carry-over.js';
import { clockRoutes } from './clock/clock.router.js';
import { createClock, type KeptClock } from './clock/create-clock.js';
import { moveClock } from './clock/move-clock.js';
import { compareRoutes } from './compare/compare.router.js';
import type { Config } from './config.js';
import { dashboardApi } from './dashboard/dashboard.api.js';
import { dashboardRoutes } from './dashboard/dashboard.router.js';
import { createDaySnapshots } from './dashboard/day-snapshots.js';
import { showDepartment } from './dashboard/show-department.js';
import { showOverview } from './dashboard/show-overview.js';
import { figuresOf, totalsOf } from './dashboard/totals.js';
import { endReaders, hearFaults } from './documents/apart.js';
import { givenStore } from './documents/given.store.js';
import { attachEvidence } from './evidence/attach-evidence.js';
import { createEvidenceStore } from './evidence/evidence-store.js';
import { createApp } from './http/app.js';
import { withOpenApi } from './http/openapi.js';
import { createProbes } from './http/probes.js';
import type { Route } from './http/routes.js';
import { inboxApi } from './inbox/inbox.api.js';
import { createInbox } from './inbox/inbox.js';
import { inboxRoutes } from './inbox/inbox.router.js';
import { createMailDigests } from './inbox/mail-digests.js';
import { createIndicator, putIndicatorEvent } from './indicators/change-indicator.js';
import { indicatorApi } from './indicators/indicator.api.js';
import { indicatorKind } from './indicators/indicator.kind.js';
import { indicatorModel } from './indicators/indicator.model.js';
import { indicatorQueries } from './indicators/indicator.query.js';
import { indicatorRoutes } from './indicators/indicator.router.js';
import { measureIndicators } from './indicators/measure-indicators.js';
import { inquiryApi } from './inquiries/inquiry.api.js';
import { inquiryKind } from './inquiries/inquiry.kind.js';
import { inquiryModel } from './inquiries/inquiry.model.js';
import { inquiryQueries } from './inquiries/inquiry.query.js';
import { inquiryRoutes } from './inquiries/inquiry.router.js';
import { inquiryProgress } from './inquiries/inquiry-progress.js';
import { putInquiryEvent, registerInquiry } from './inquiries/register-inquiry.js';
import { createHeartbeat } from './jobs/heartbeat.js';
import { createOperations } from './jobs/operations.model.js';
import { createRounds } from './jobs/rounds.js';
import { createJobs } from './jobs/schedule.jobs.js';
import { ledgerRoutes } from './ledger/ledger.router.js';
import { createLedgerImports } from './ledger/ledger-imports.js';
import { ledgerImportsRoutes } from './ledger/ledger-imports.router.js';
import { ledgerImportsStore } from './ledger/ledger-imports.store.js';
import { lookupRoutes } from './lookup/lookup.router.js';
import { followMatters } from './matters/follow-matters.js';
import { matterApi } from './matters/matter.api.js';
import { matterKind } from './matters/matter.kind.js';
import { matterModel } from './matters/matter.model.js';
import { matterQueries } from './matters/matter.query.js';
import { matterRoutes } from './matters/matter.router.js';
import { findMatter } from './matters/matter-progress.js';
import { matterSources } from './matters/matter-sources.js';
import { putMatterEvent } from './matters/put-matter-event.js';
import { registerMatter } from './matters/register-matter.js';
import { operationsRoutes } from './operations/operations.router.js';
import { copyPack, putPackEvent } from './packs/change-pack.js';
import { packApi } from './packs/pack.api.js';
import { packKind } from './packs/pack.kind.js';
import { packModel } from './packs/pack.model.js';
import { packQueries } from './packs/pack.query.js';
import { packRoutes } from './packs/pack.router.js';
import { accountRoutes } from './people/account.router.js';
import { adminLogRoutes } from './people/admin-log.router.js';
import { administrationRoutes } from './people/administration.router.js';
import { departmentRoutes } from './people/departments.router.js';
import { createPeople, type PeopleDeps } from './people/people.js';
import { signInRoutes } from './people/sign-in.router.js';
import { createThrottle } from './people/throttle.js';
import { makePlan } from './period-plans/make-plan.js';
import { periodPlanKind } from './period-plans/period-plan.kind.js';
import { periodPlanModel } from './period-plans/period-plan.model.js';
import { periodPlanQueries } from './period-plans/period-plan.query.js';
import { periodPlanRoutes } from './period-plans/period-plan.router.js';
import { planSources } from './period-plans/plan-sources.js';
import { putPlanEvent } from './period-plans/put-plan-event.js';
import { phaseKind } from './phases/phase.kind.js';
import { phaseModel } from './phases/phase.model.js';
import { phaseQueries } from './phases/phase.query.js';
import { phaseRoutes } from './phases/phase.router.js';
import { confirmDraft } from './plans/confirm-draft.js';
import { keepSheet } from './plans/keep-sheet.js';
import { openDraft } from './plans/open-draft.js';
import { planDrafts } from './plans/plan-drafts.store.js';
import { planRoutes } from './plans/plans.router.js';
import { scoreSheetRoutes } from './plans/score-sheets.router.js';
import { scoreSheets } from './plans/score-sheets.store.js';
import { createAgenda } from './platform/agenda.js';
import { createDisk } from './platform/disk.js';
import { eachForItself } from './platform/left-out.js';
import type { Log } from './platform/log.js';
import { createMailer } from './platform/mail.js';
import { acknowledgedOf, ensureIndexes } from './platform/mongo.js';
import { databasePresence } from './platform/presence.js';
import { sessionSecret } from './platform/secret.js';
import { productVersion } from './platform/version.js';
import { departmentPoints, readinessNews } from './readiness/points.js';
import { readinessApi } from './readiness/readiness.api.js';
import { readinessQueries } from './readiness/readiness.query.js';
import { readinessRoutes } from './readiness/readiness.router.js';
import { createRunCheck } from './readiness/run-check.js';
import { CLOCK_ACTOR } from './records/clock-sweep.js';
import { createRecords } from './records/create-records.js';
import type { LogEntry } from './records/record.js';
import type { RelayStep } from './records/relay.js';
import { createReminders } from './reminders/reminders.js';
import { createServiceItem, putServiceItemEvent } from './service-items/change-item.js';
import { itemImport } from './service-items/item-import.js';
import { itemImportRoutes } from './service-items/item-import.router.js';
import { itemTables } from './service-items/item-tables.store.js';
import { serviceItemApi } from './service-items/service-item.api.js';
import { serviceItemKind } from './service-items/service-item.kind.js';
import { serviceItemModel } from './service-items/service-item.model.js';
import { serviceItemQueries } from './service-items/service-item.query.js';
import { serviceItemRoutes } from './service-items/service-item.router.js';
import { timetableRoutes } from './service-items/timetable.router.js';
import { createSite } from './sites/create-site.js';
import { putSiteEvent } from './sites/put-site-event.js';
import { siteApi } from './sites/site.api.js';
import { siteKind } from './sites/site.kind.js';
import { siteModel } from './sites/site.model.js';
import { siteQueries } from './sites/site.query.js';
import { siteRoutes } from './sites/site.router.js';
import { styleguideRoutes } from './styleguide/styleguide.router.js';
import { draftRatings, lastQuarter } from './supervision/draft-ratings.js';
import { putRatingEvent } from './supervision/put-rating-event.js';
import { ratingKind } from './supervision/rating.kind.js';
import { ratingModel } from './supervision/rating.model.js';
import { ratingQueries } from './supervision/rating.query.js';
import { supervisionRoutes } from './supervision/supervision.router.js';
import { createTask } from './tasks/create-task.js';
import { putTaskEvent } from './tasks/put-task-event.js';
import { showTask } from './tasks/show-task.js';
import { taskApi } from './tasks/task.api.js';
import { taskKind } from './tasks/task.kind.js';
import { taskModel } from './tasks/task.model.js';
import { taskQueries } from './tasks/task.query.js';
import { taskRoutes } from './tasks/task.router.js';
import { templateRoutes } from './templates/templates.router.js';
import { createUnderWay } from './under-way/under-way.js';
import { underWayRoutes } from './under-way/under-way.router.js';
import { worksStore } from './under-way/works.store.js';

/** Wrong look-up codes from one address: a family may mistype, a search of sixty bits gets nowhere. */
const LOOKUP_LIMITS = { perAccount: 20, perAddress: 20, lockSeconds: 600 };

export interface WiringParts {
  connection: Connection;
  config: Config;
  log: Log;
  /** Where a demonstration's clock starts; null when this is none. */
  demoStart?: string | null;
  /** Cheaper passwords and moved host clocks for tests. */
  people?: Partial<PeopleDeps>;
  /** Bytes free on the disk, for tests. */
  freeBytes?: () => Promise<number>;
  /** ms that a page waits for its work before it shows how far that has come. */
  patience?: number;
  /** Called after each step of the relay; the crash tests end the process here. */
  onStep?: (step: RelayStep, entry: LogEntry) => void;
}

/** Build everything over an open connection, indexes included. Starts nothing. */
export async function createWiring(parts: WiringParts) {
  const { connection, config, log, demoStart = null, people: given, onStep, freeBytes, patience } = parts;
  hearFaults((error) => log.error({ err: error }, 'a reader of files broke off'));
  await carryOver({ connection, log });
  const presence = databasePresence(connection, log);
  const disk = createDisk({
    directory: config.DATA_DIR,
    reserve: config.DISK_RESERVE_MIB,
    log,
    ...(freeBytes ? { free: freeBytes } : {}),
  });
  const clock: KeptClock = await createClock({ connection, config, demo: demoStart, logger: log });
  const underWay = createUnderWay({
    store: worksStore({ connection }),
    logger: log,
    ...(patience === undefined ? {} : { patience }),
  });
  const people = createPeople({ connection, ...given });
  const calendars = createCalendars({ connection });
  const campaigns = campaignQueries(connection);
  const phases = phaseQueries(connection);
  const tasks = taskQueries(connection);
  const packs = packQueries(connection);
  const items = serviceItemQueries(connection);
  const mailer = createMailer(config);
  const recipients = people.accounts.people;
  const inbox = createInbox({ connection, clock, recipients, mail: mailer !== null });

  /** What this process has changed it must not go on showing from memory. */
  function forgetKept(step: RelayStep, kind: string): void {
    if (step === 'saved' && kind === 'campaign') campaigns.forget();
    if (step === 'saved' && kind === 'phase') phases.forget();
    if (step === 'saved' && kind === 'pack') packs.forget();
    if (step === 'saved' && kind === 'serviceItem') items.forget();
    if (step === 'saved' || step === 'counted') for (const board of [overview, department]) board.forget();
  }

  const records = createRecords({
    connection,
    clock,
    logger: log,
    kinds: [
      { kind: campaignKind, model: campaignModel(connection) },
      { kind: phaseKind, model: phaseModel(connection) },
      { kind: taskKind, model: taskModel(connection) },
      { kind: siteKind, model: siteModel(connection) },
      { kind: indicatorKind, model: indicatorModel(connection) },
      { kind: bookletKind, model: bookletModel(connection) },
      { kind: periodPlanKind, model: periodPlanModel(connection) },
      { kind: inquiryKind, model: inquiryModel(connection) },
      { kind: serviceItemKind, model: serviceItemModel(connection) },
      { kind: matterKind, model: matterModel(connection) },
      { kind: caseKind, model: caseModel(connection) },
      { kind: packKind, model: packModel(connection) },
      { kind: ratingKind, model: ratingModel(connection) },
    ],
    calendar: calendars.calendar,
    settings: campaigns.settings,
    packs: async (campaign) => packs.packsFor(await campaigns.pack(campaign)),
    notifyAll: inbox.notifyAll,
    onStep: (step, entry) => {
      forgetKept(step, entry.kind);
      if (step === 'logged') probes.eventLogged(entry);
      onStep?.(step, entry);
    },
  });

  const evidenceStore = createEvidenceStore(connection);
  const snapshots = createDaySnapshots({
    logger: log,
    connection,
    counters: records.counters,
    campaigns: async () => (await campaigns.running()).map(({ id }) => id),
  });
  const rounds = createRounds({ connection });
  const operations = createOperations({ connection });
  const heartbeat = createHeartbeat({ operations, logger: log });
  const probes = createProbes({
    ping: () => connection.db?.admin().ping() ?? Promise.reject(new Error('not connected')),
    lastSweep: operations.lastSweep,
    lastJump: operations.lastJump,
    relayLag: records.relay.lag,
    room: disk.room,
    sweepEvery: config.SWEEP_EVERY,
    log,
  });
  const departmentNames = (locale: 'zh-CN' | 'en') => people.departments.names(locale);
  const reminders = createReminders({
    connection,
    inbox,
    recipients,
    calendar: calendars.calendar,
    campaigns: async () => (await campaigns.running()).map(({ id, facts }) => ({ id, settings: facts.settings })),
    rounds,
    logger: log,
  });
  const mailDigests = createMailDigests({
    connection,
    store: inbox.store,
    mailer,
    logger: log,
    reader: (person) => people.accounts.find(person),
    departmentNames,
    baseUrl: config.baseUrl,
  });
  const sites = siteQueries(connection);
  const indicators = indicatorQueries(connection);
  const booklets = bookletQueries(connection);
  const periodPlans = periodPlanQueries(connection);
  const inquiries = inquiryQueries(connection);
  const matters = matterQueries(connection);
  const cases = caseQueries(connection);
  const follow = followMatters({ queries: matters });
  const sourceOf = caseSources({ records, departments: people.departments });
  const ofMatters = matterSources({ records, departments: people.departments });
  const ratings = ratingQueries(connection);
  const drafting = draftRatings({ records, queries: ratings, clock, logger: log });
  const checks = readinessQueries(connection);
  const readiness = createRunCheck({
    logger: log,
    connection,
    clock,
    calendar: calendars.calendar,
    campaigns: campaigns.running,
    tasksOf: (campaign) => tasks.allOf(campaign),
    sitesOf: sites.ofCampaign,
    bookletsOf: booklets.ofCampaign,
    plansOf: periodPlans.ofCampaign,
    notify: (params, { id, campaign, at }) =>
      inbox.notifyAll([
        { params, source: { id, entry: { eventId: id, kind: 'readiness', record: id, campaign, at } } },
      ]),
  });
  const runningCampaigns = async () => (await campaigns.running()).map(({ id }) => id);
  const jobs = createJobs({
    clock,
    logger: log,
    rounds,
    heartbeat,
    operations,
    records,
    reminders,
    mailDigests,
    readiness,
    daySnapshot: (day) => snapshots.take(day),
    measureIndicators: measureIndicators({ records, queries: indicators, campaigns: runningCampaigns, logger: log }),
    draftRatings: async (now) => {
      const quarter = lastQuarter(civilDateOf(now));
      const work = (campaign: string) => drafting(campaign, quarter, CLOCK_ACTOR, now);
      await eachForItself(await runningCampaigns(), { kind: 'campaign', idOf: (id) => id, work, log });
    },
    forgetUnclaimedFiles: () => evidenceStore.forgetUnclaimed(),
  });
  const moves = moveClock({ clock, calendar: calendars.calendar, runDueWork: jobs.runDueWork });

  const knownDepartments = async () => new Set((await people.departments.list()).map(({ id }) => id));
  const unknownDepartments = async (ids: readonly string[]) => {
    const known = await knownDepartments();
    return ids.filter((id) => !known.has(id));
  };
  const templates = templatesStore(connection);
  const sources = planSources({ queries: periodPlans, workOf: tasks.workOf, tasksByIds: tasks.byIds });
  const useCases = {
    openCampaign: openCampaign({ records, people, templateOf: templates.byKey }),
    putTaskEvent: putTaskEvent({ records, unknownDepartments }),
    putSiteEvent: putSiteEvent({ records, unknownDepartments }),
    createSite: createSite({ records, unknownDepartments }),
    createIndicator: createIndicator({ records, unknownDepartments, campaigns }),
    putIndicatorEvent: putIndicatorEvent({ records, unknownDepartments }),
    registerInquiry: registerInquiry({ records }),
    registerMatter: registerMatter({ records, accounts: people.accounts, items, sources: ofMatters }),
    createServiceItem: createServiceItem({ records, queries: items, unknownDepartments }),
    putServiceItemEvent: putServiceItemEvent({ records, queries: items, unknownDepartments }),
    reportClue: reportClue({
      records,
      accounts: people.accounts,
      departments: people.departments,
      sourceByCode: sourceByCode({ inquiries, matters, tasks, sourceOf }),
    }),
    putCaseEvent: putCaseEvent({ records, accounts: people.accounts }),
    putMatterEvent: putMatterEvent({ records, accounts: people.accounts }),
    putInquiryEvent: putInquiryEvent({ records, accounts: people.accounts, departments: people.departments }),
    createTask: createTask({
      records,
      hardDateOf: async (campaign, phase) => (await phases.byKey(campaign, phase)).facts.hardDate,
    }),
    copyPack: copyPack({ records, queries: packs, clock }),
    putPackEvent: putPackEvent({ records, queries: packs, clock }),
    attachEvidence: attachEvidence({ records, store: evidenceStore, clock }),
    askBooklets: askBooklets({ records, queries: booklets, unknownDepartments }),
    putBookletEvent: putBookletEvent({ records }),
    makePlan: makePlan({ records, sources }),
    putPlanEvent: putPlanEvent({ records, sources }),
    draftRatings: drafting,
    putRatingEvent: putRatingEvent({ records }),
  };

  const lastPoints = async (campaign: string, id: string) => {
    const [last, { facts }] = await Promise.all([checks.lastOf(campaign, id), campaigns.byId(campaign)]);
    return last && departmentPoints(last.at, last.found, facts.checklist);
  };
  const department = showDepartment({
    counters: records.counters,
    snapshots,
    tasks,
    sitesOf: sites.ofDepartment,
    lastPoints,
    momentFor: records.momentFor,
  });
  const overview = showOverview({
    phases,
    counters: records.counters,
    snapshots,
    tasks,
    lastReadiness: async (id) => {
      const [last, { facts }] = await Promise.all([checks.lastTotal(id), campaigns.byId(id)]);
      return last && readinessNews(last, facts.checklist);
    },
    momentFor: records.momentFor,
  });
  const { departments } = people;
  const contents = givenStore(connection);
  const ledgerImports = createLedgerImports({
    store: ledgerImportsStore({ connection }),
    given: contents,
    clock,
    logger: log,
    queries: tasks,
    departments,
    phases,
    campaigns,
    records,
    ...useCases,
  });
  const drafts = planDrafts(connection, clock);
  const sheets = scoreSheets(connection);
  const versions = planVersions(connection);
  const api: Route[] = withOpenApi(
    [
      ...campaignApi({ campaigns, phases }),
      ...taskApi({ records, queries: tasks, campaigns, departments, ...useCases }),
      ...dashboardApi({ campaigns, departments, department }),
      ...siteApi({ sitesOf: sites.ofCampaign, campaigns }),
      ...indicatorApi({ indicatorsOf: indicators.ofCampaign, campaigns }),
      ...readinessApi({
        campaigns,
        departments,
        lastCheck: checks.last,
        runCheck: (campaign, actor) => readiness.runCheck({ campaign, trigger: 'manual', before: null, by: actor.id }),
      }),
      ...inboxApi({ inbox, departmentNames }),
      ...packApi({ all: packs.all }),
      ...inquiryApi({ records, queries: inquiries, campaigns, ...useCases }),
      ...matterApi({ records, queries: matters, campaigns, ...useCases }),
      ...serviceItemApi({ queries: items, campaigns }),
    ],
    productVersion(),
  );
  const pages: Route[] = [
    ...signInRoutes({ people, baseUrl: config.baseUrl }),
    ...accountRoutes({ people }),
    ...administrationRoutes({ people, baseUrl: config.baseUrl }),
    ...departmentRoutes({ people }),
    ...adminLogRoutes({ people }),
    ...underWayRoutes({ underWay }),
    ...clockRoutes({ clock, moves, underWay }),
    ...inboxRoutes({ inbox, clock, departmentNames }),
    ...dashboardRoutes({ campaigns, people, overview, department }),
    ...campaignRoutes({ records, campaigns, phases, templates, calendar: calendars.calendar, clock, ...useCases }),
    ...templateRoutes({ templates, campaigns, phases, tasks, sites, indicators, departments, clock }),
    ...compareRoutes({
      records,
      campaigns,
      phases,
      tasks,
      indicators,
      departments,
      figuresOn: async (campaign, day) => {
        const rows =
          day === clock.today() ? await records.counters.rows({ campaign }) : (await snapshots.on(campaign, day))?.rows;
        return rows ? figuresOf(rows, day) : null;
      },
    }),
    ...phaseRoutes({
      records,
      countsOf: async (campaign, phase) => {
        const rows = await records.counters.rows({ campaign });
        return totalsOf(
          rows.filter((row) => row.phase === phase),
          clock.today(),
        );
      },
      campaignTitle: async (id) => (await campaigns.byId(id)).facts.title,
      redOf: tasks.redOf,
    }),
    ...planRoutes({
      drafts,
      tasks,
      campaigns,
      phases,
      departments: people.departments,
      records,
      underWay,
      openDraft: openDraft({ drafts, campaigns, phases, departments: people.departments, given: contents, clock }),
      given: contents,
      confirmDraft: confirmDraft({ drafts, records, createTask: useCases.createTask, clock }),
    }),
    ...scoreSheetRoutes({
      sheets,
      campaigns,
      underWay,
      records,
      keepSheet: keepSheet({ sheets, campaigns, records, given: contents, clock }),
    }),
    ...calendarRoutes({ calendars, clock }),
    ...breakdownRoutes({
      records,
      queries: tasks,
      phases,
      campaigns,
      departments: people.departments,
      show: showTask({ records, queries: tasks, phases, campaigns, departments: people.departments }),
      createTask: useCases.createTask,
      doMany: doMany({ records, queries: tasks, departments: people.departments, createTask: useCases.createTask }),
      versions,
      keepVersion: keepVersion({ versions, queries: tasks, clock }),
    }),
    ...ledgerRoutes({ queries: tasks, departments, phases, campaigns }),
    ...ledgerImportsRoutes({ imports: ledgerImports, queries: tasks, departments, phases, campaigns, underWay }),
    ...taskRoutes({
      records,
      queries: tasks,
      phases,
      campaigns,
      departments: people.departments,
      evidenceStore,
      lastReadiness: lastPoints,
      follow,
      ...useCases,
    }),
    ...siteRoutes({
      records,
      queries: sites,
      campaigns,
      departments: people.departments,
      evidenceStore,
      ...useCases,
    }),
    ...indicatorRoutes({ records, queries: indicators, campaigns, departments, evidenceStore, ...useCases }),
    ...bookletRoutes({ records, booklets, campaigns, departments, evidenceStore, ...useCases }),
    ...periodPlanRoutes({ records, periodPlans, booklets, campaigns, departments, sources, ...useCases }),
    ...inquiryRoutes({
      records,
      queries: inquiries,
      counters: records.counters,
      campaigns,
      departments,
      accounts: people.accounts,
      baseUrl: config.baseUrl,
      follow,
      ...useCases,
    }),
    ...matterRoutes({
      records,
      queries: matters,
      counters: records.counters,
      campaigns,
      departments,
      accounts: people.accounts,
      items,
      sources: ofMatters,
      baseUrl: config.baseUrl,
      ...useCases,
    }),
    ...itemImportRoutes({
      campaigns,
      departments,
      underWay,
      imports: itemImport({
        ...{ records, queries: items, departments, given: contents, clock },
        tables: itemTables(connection),
        createServiceItem: useCases.createServiceItem,
      }),
    }),
    ...timetableRoutes({ queries: items, campaigns, departments }),
    ...serviceItemRoutes({
      records,
      queries: items,
      counters: records.counters,
      campaigns,
      departments,
      ...useCases,
    }),
    ...caseRoutes({
      records,
      queries: cases,
      views: caseViews(connection),
      sourceOf,
      campaigns,
      departments,
      accounts: people.accounts,
      ...useCases,
    }),
    ...lookupRoutes({
      throttle: createThrottle({
        connection,
        limits: LOOKUP_LIMITS,
        purpose: 'lookup-',
        onLock: async (about) => log.warn({ about }, 'look-ups from one address are refused for a while'),
      }),
      finders: [
        async (code, reader) => {
          const found = await inquiries.byLookup(code);
          return found && inquiryProgress(found, await departments.names(reader.locale), reader);
        },
        findMatter({ queries: matters, records, departments }),
      ],
    }),
    ...supervisionRoutes({
      records,
      ratings,
      campaigns,
      departments,
      clock,
      signalsOf: async (campaign, most) =>
        (await Promise.all([matters.signals(campaign, most), inquiries.signals(campaign, most)])).flat(),
      ...useCases,
    }),
    ...packRoutes({ records, packs, campaigns, departments, ...useCases }),
    ...readinessRoutes({ queries: checks, runCheck: readiness.runCheck, campaigns, departments, records }),
    ...operationsRoutes({
      probes,
      operations,
      logEntries: records.log.count,
      mailCounts: mailer ? inbox.store.mailCounts : null,
      databaseVersion: async () => String((await connection.db?.command({ buildInfo: 1 }))?.version ?? ''),
      productVersion: productVersion(),
      acknowledged: acknowledgedOf(connection),
      simulated: clock.simulated,
    }),
    ...(config.production ? [] : styleguideRoutes()),
  ];

  await ensureIndexes(connection);
  await people.carryNotes();

  return {
    connection,
    config,
    log,
    clock,
    disk,
    people,
    calendars,
    campaigns,
    phases,
    tasks,
    inbox,
    records,
    evidenceStore,
    sites,
    indicators,
    booklets,
    periodPlans,
    inquiries,
    matters,
    ratings,
    items,
    packs,
    checks,
    readiness,
    snapshots,
    overview,
    department,
    operations,
    pages,
    api,
    probes,
    jobs,
    moves,
    departmentNames,
    ledgerImports,
    underWay,
    ...useCases,
    /** The web application over all of it. */
    app: () =>
      createApp({
        baseUrl: config.baseUrl,
        trustProxy: config.TRUST_PROXY,
        production: config.production,
        log,
        presence,
        disk,
        clock,
        people,
        session: {
          connection,
          secret: sessionSecret(config),
          secure: config.baseUrl.startsWith('https:'),
          trustProxy: config.TRUST_PROXY,
        },
        unread: inbox.unread,
        departmentName: async (id, locale) => (await departmentNames(locale)).get(id) ?? id,
        campaignName: async () => (await campaigns.current())?.facts.title ?? '',
        probes: probes.handler,
        pages,
        api,
      }),
    /** A process that does the recurring work; `stop` waits for what is under way. */
    agenda: () =>
      createAgenda({ connection, name: `worker-${randomUUID()}`, logger: log, sweepEvery: config.SWEEP_EVERY }),
    /** Finish what is under way and let go of the database. */
    async close(): Promise<void> {
      disk.stop();
      try {
        await underWay.stop();
        await ledgerImports.stop();
        await endReaders();
        await heartbeat.stop();
        await records.relay.stop();
        await clock.stop();
      } finally {
        // What could not be kept, the database being away, must not keep the process.
        mailer?.close();
        presence.end();
        await connection.close();
      }
    },
  };
}

export type Wiring = Awaited<ReturnType<typeof createWiring>>;
