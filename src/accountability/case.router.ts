/** The pages of cases: list, report of a clue, card, decision. Each look at a case is written down before it is shown. */
import type { Request, Response } from 'express';
import type { CaseFacts } from '../../workflows/accountability/case.js';
import type { Actor } from '../../workflows/moment.js';
import type { CampaignQueries, CampaignRecord } from '../campaigns/campaign.query.js';
import type { CardShown } from '../cards/card.page.js';
import { campaignNamed, cardRoutes, doneNotice } from '../cards/card.router.js';
import { type FormAgain, formAgain } from '../http/form-again.js';
import { actorIn, readerOf } from '../http/locals.js';
import type { Reader } from '../http/reason-text.js';
import type { Route } from '../http/routes.js';
import { sentForm } from '../http/sent-form.js';
import type { Departments } from '../people/departments.js';
import { BUSINESS } from '../people/grants.js';
import type { People } from '../people/people.js';
import { may } from '../people/policy.js';
import { Forbidden, NotFound } from '../platform/errors.js';
import { byPinyin } from '../platform/i18n.js';
import { isId, newId } from '../platform/ids.js';
import type { Records } from '../records/create-records.js';
import { casePage, outcomePage } from './case.page.js';
import type { CaseQueries } from './case.query.js';
import { isCaseAction } from './case.schema.js';
import { basisDraft, rightsDraft } from './case-deadlines.page.js';
import { caseDecisionPage } from './case-decision.page.js';
import type { CaseChoices, Choice } from './case-fields.form.js';
import { oversees, sightOf } from './case-sight.js';
import type { CaseSources } from './case-sources.js';
import type { CaseView, CaseViews } from './case-views.store.js';
import { casesPage, readCaseFilters, statesOf } from './cases.page.js';
import { newCluePage } from './new-clue.page.js';
import type { putCaseEvent } from './put-case-event.js';
import type { reportClue } from './report-clue.js';

export interface CaseRoutesDeps {
  records: Records;
  queries: CaseQueries;
  views: CaseViews;
  sourceOf: CaseSources;
  campaigns: CampaignQueries;
  departments: Departments;
  accounts: People['accounts'];
  reportClue: ReturnType<typeof reportClue>;
  putCaseEvent: ReturnType<typeof putCaseEvent>;
}

type Account = Awaited<ReturnType<People['accounts']['list']>>[number];

/** `2026-06-02_<id>`: where the page before ended. */
function cursorIn(after: unknown): { on: string; id: string } | undefined {
  const [, on, id] = /^(\d{4}-\d\d-\d\d)_([0-9a-f]{24})$/.exec(String(after)) ?? [];
  return on && id ? { on, id } : undefined;
}

/** A code as the search of every page hands it on; anything else asks for nothing. */
const codeIn = (q: unknown) => (typeof q === 'string' && /^AC-\d{4}-\d{6}$/i.test(q) ? { code: q.toUpperCase() } : {});

export function caseRoutes(deps: CaseRoutesDeps): Route[] {
  const { records, queries, views, campaigns, departments, accounts } = deps;
  const titled = ({ id, facts }: CampaignRecord) => ({ id, title: facts.title });

  /** The page that says there is no campaign; null when there is one. */
  async function campaignOr(res: Response, named: unknown): Promise<CampaignRecord | null> {
    const campaign = await campaignNamed(campaigns, named);
    if (campaign) return campaign;
    const { t } = readerOf(res);
    res.render('sites/none', { page: { title: t('common:nav.cases') }, text: t('cases:none') });
    return null;
  }

  async function departmentChoices(names: Map<string, string>): Promise<Choice[]> {
    return (await departments.list())
      .filter(({ active }) => active)
      .map(({ id }) => ({ id, name: names.get(id) ?? id }))
      .sort((a, b) => byPinyin(a.name, b.name));
  }

  /** People with their departments, as a form offers them. */
  function peopleChoices(people: readonly Account[], names: Map<string, string>, { t }: Reader): Choice[] {
    return people
      .map(({ id, name, department }) => ({
        id,
        name: t('inquiries:person', { name, department: names.get(department) ?? department }),
      }))
      .sort((a, b) => byPinyin(a.name, b.name));
  }

  async function list(req: Request, res: Response): Promise<void> {
    const campaign = await campaignOr(res, req.query.campaign);
    if (!campaign) return;
    const reader = readerOf(res);
    const actor = actorIn(res);
    const names = await departments.names(reader.locale);
    const all = may(actor, 'case.view').allowed;
    const offered = all ? await departmentChoices(names) : [];
    const filters = all ? readCaseFilters(req.query, offered) : null;
    const after = cursorIn(req.query.after);
    const { rows, more } = await queries.list(
      {
        campaign: campaign.id,
        states: filters && statesOf(filters),
        ...(filters?.light ? { colour: filters.light } : {}),
        ...(filters?.department ? { department: filters.department } : {}),
        ...codeIn(req.query.q),
        ...(after ? { after } : {}),
      },
      actor,
    );
    doneNotice('cases', req, res);
    const shown = { campaign: titled(campaign), rows, more, filters, names, departments: offered, actor };
    res.render('cases/list', casesPage(shown, reader));
  }

  async function fresh(req: Request, res: Response, again: FormAgain | null = null): Promise<void> {
    const named = again ? (req.body as { campaign?: unknown }).campaign : req.query.campaign;
    const campaign = await campaignOr(res, named);
    if (!campaign) return;
    const reader = readerOf(res);
    const names = await departments.names(reader.locale);
    const people = (await accounts.list()).filter(({ department, disabled }) => !disabled && names.has(department));
    const shown = {
      campaign: titled(campaign),
      departments: await departmentChoices(names),
      everybody: peopleChoices(people, names, reader),
      key: newId(),
      again,
    };
    res.status(again?.status ?? 200).render('cases/new', newCluePage(shown, reader));
  }

  async function report(req: Request, res: Response): Promise<void> {
    const { fields, key } = sentForm(req.body);
    const { campaign: named, ...body } = fields;
    const campaign = await campaignNamed(campaigns, named);
    if (!campaign) throw new NotFound('campaign');
    try {
      const made = await deps.reportClue({ campaign: campaign.id, body, actor: actorIn(res), idempotencyKey: key });
      res.redirect(303, `/cases/${made.id}?done=CREATED`);
    } catch (error) {
      await fresh(req, res, formAgain(error, body));
    }
  }

  /** Before anything of a case is shown: that this person looked at it. */
  async function seen(id: string, { id: by, name, department }: Actor, at: string, page: CaseView['page']) {
    await views.write({ case: id, by: { id: by, name, department }, at, page });
  }

  async function decision(req: Request, res: Response): Promise<void> {
    const { id } = req.params;
    if (!isId(id)) throw new NotFound('case');
    const record = await records.load<CaseFacts>('case', id);
    const actor = actorIn(res);
    const verdict = sightOf(actor, record);
    if (verdict === 'outcome') throw new Forbidden([{ code: 'policy.needToKnow' }]);
    const reader = readerOf(res);
    const page = caseDecisionPage({ record, names: await departments.names(reader.locale) }, reader);
    if (!page) throw new NotFound('decision');
    const { at } = await records.momentFor(record.facts.campaign, actor);
    await seen(id, actor, at, 'decision');
    res.render('cases/decision', page);
  }

  /** What the forms of events offer. */
  async function choices({ record, moment, names }: CardShown<CaseFacts>, reader: Reader): Promise<CaseChoices> {
    const { facts } = record;
    const people = (await accounts.list()).filter(({ disabled }) => !disabled);
    const working = people.filter(({ posts }) => posts.some(({ post }) => BUSINESS.includes(post as never)));
    return {
      concerned: people
        .filter(({ department }) => department === facts.clue.department)
        .map(({ id, name }) => ({ id, name })),
      everybody: peopleChoices(working, names, reader),
      basis: basisDraft(facts, moment, reader),
      rights: rightsDraft(facts, moment, reader),
    };
  }

  async function show(shown: CardShown<CaseFacts>, reader: Reader, again: Parameters<typeof casePage>[2]) {
    const { record, moment } = shown;
    const { facts } = record;
    const { actor, today } = moment;
    const sight = sightOf(actor, record);
    if (sight === 'outcome') return { view: 'cases/outcome', model: outcomePage(shown, reader) };
    const whole = sight === 'whole';
    const year = today.slice(0, 4);
    const [campaign, offered, sourceHref, repeats, looked] = await Promise.all([
      campaigns.byId(facts.campaign),
      choices(shown, reader),
      whole && facts.clue.source ? deps.sourceOf(facts.clue.source, actor) : null,
      whole ? queries.measuresOf(record, year) : null,
      oversees(actor, record) ? views.of(record.id) : null,
    ]);
    const model = casePage(
      {
        ...shown,
        sight,
        campaign: titled(campaign),
        choices: offered,
        sourceHref,
        repeats: repeats && { ...repeats, year },
        views: looked,
      },
      reader,
      again,
    );
    return { view: 'cases/case', model };
  }

  return [
    { method: 'get', path: '/cases', action: 'case.view', handler: list },
    { method: 'get', path: '/cases/new', action: 'case.create', handler: (req, res) => fresh(req, res) },
    { method: 'post', path: '/cases', rev: 'makes', action: 'case.create', handler: report },
    { method: 'get', path: '/cases/:id/decision', action: 'case.view', handler: decision },
    ...cardRoutes<CaseFacts>({
      kind: 'case',
      area: 'cases',
      base: '/cases',
      action: 'case.view',
      records,
      departments,
      campaignOf: ({ campaign }) => campaign,
      isAction: isCaseAction,
      put: deps.putCaseEvent,
      allow: async ({ record, moment }) => {
        sightOf(moment.actor, record);
        await seen(record.id, moment.actor, moment.at, 'card');
      },
      // Whoever has stepped out of a case has no card to come back to.
      back: async ({ id, actor }) => {
        const record = await records.load<CaseFacts>('case', id);
        try {
          sightOf(actor, record);
          return `/cases/${id}`;
        } catch (error) {
          if (error instanceof Forbidden) return '/cases';
          throw error;
        }
      },
      show,
    }),
  ];
}
