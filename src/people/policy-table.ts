/** Who may do what, as data (DESIGN 6). What is not written here is refused. */
import { BOOKLET_ACTIONS, type BookletAction } from '../../workflows/booklets/booklet.machine.js';
import { INDICATOR_ACTIONS, type IndicatorAction } from '../../workflows/indicators/indicator.machine.js';
import { INQUIRY_ACTIONS, type InquiryAction } from '../../workflows/inquiries/inquiry.machine.js';
import type { Post } from '../../workflows/moment.js';
import { PERIOD_PLAN_ACTIONS, type PeriodPlanAction } from '../../workflows/period-plans/period-plan.machine.js';
import { SITE_ACTIONS } from '../../workflows/sites/site.machine.js';
import { TASK_ACTIONS, type TaskAction } from '../../workflows/tasks/task.machine.js';

export { SITE_ACTIONS };
export type SiteAction = (typeof SITE_ACTIONS)[number];

const PLAIN_ACTIONS = [
  'public',
  'styleguide.view',
  'account.own',
  'token.own',
  'inbox.view',
  'clock.move',
  'campaign.view',
  'breakdown.view',
  'task.view',
  'task.list',
  'work.view',
  'department.dashboard',
  'site.view',
  'indicator.view',
  'readiness.view',
  'pack.view',
  'pack.edit',
  'log.view',
  'campaign.create',
  'campaign.event',
  'plan.import',
  'ledger.import',
  'phase.event',
  'task.create',
  'site.create',
  'indicator.create',
  'readiness.check',
  'checklist.edit',
  'admin.people',
  'admin.people.add',
  'admin.people.posts',
  'admin.people.disable',
  'admin.people.reset',
  'admin.departments',
  'admin.calendar',
  'admin.log',
  'operations.view',
  'booklet.view',
  'booklet.create',
  'booklet.TAKE_SYSTEMS',
  'periodPlan.view',
  'periodPlan.create',
  'inquiry.view',
  'inquiry.create',
  'inquiry.bounces',
] as const;

/** Every name a route or a use case can ask the policy about. */
export type Action =
  | (typeof PLAIN_ACTIONS)[number]
  | `task.${TaskAction}`
  | `site.${SiteAction}`
  | `indicator.${IndicatorAction}`
  | `booklet.${BookletAction}`
  | `periodPlan.${PeriodPlanAction}`
  | `inquiry.${InquiryAction}`;

/** All actions, for the policy table's test and for checks that every route names one. */
export const ACTIONS: readonly Action[] = [
  ...PLAIN_ACTIONS,
  ...TASK_ACTIONS.map((event) => `task.${event}` as const),
  ...SITE_ACTIONS.map((event) => `site.${event}` as const),
  ...INDICATOR_ACTIONS.map((event) => `indicator.${event}` as const),
  ...BOOKLET_ACTIONS.map((event) => `booklet.${event}` as const),
  ...PERIOD_PLAN_ACTIONS.map((event) => `periodPlan.${event}` as const),
  ...INQUIRY_ACTIONS.map((event) => `inquiry.${event}` as const),
];

/**
 * Which records a grant is for: `any` record; `lead` = own department leads; `part` = leads or supports; `own` = the record's
 * own department; `copying` = among the departments that copy a site; `near` = leads, supports or owns, or the department
 * above or a department below does.
 */
export type Scope = 'any' | 'lead' | 'part' | 'own' | 'copying' | 'near';

/** The holders of these posts may, for the records in scope. */
export interface Grant {
  posts: readonly Post[];
  scope: Scope;
}

/** `everybody` needs no sign-in, `signedIn` no post; otherwise one grant must fit, and `refusal` is said when none does. */
export type Entry = 'everybody' | 'signedIn' | { grants: readonly Grant[]; refusal: string };

const DEPARTMENT = ['department_leader', 'department_liaison', 'working_group'] as const satisfies Post[];
const OVERSIGHT = ['leading_group', 'campaign_office', 'reviewer'] as const satisfies Post[];

const grant = (scope: Scope, ...posts: Post[]): Grant => ({ posts, scope });
const entry = (refusal: string, ...grants: Grant[]): Entry => ({ grants, refusal });

const business = entry('policy.businessOnly', grant('any', ...OVERSIGHT, ...DEPARTMENT, 'public_supervisor'));
const inside = entry('policy.businessOnly', grant('any', ...OVERSIGHT, ...DEPARTMENT));
const nearby = entry('policy.notYourDepartment', grant('any', ...OVERSIGHT), grant('near', ...DEPARTMENT));
const office = entry('policy.onlyOffice', grant('any', 'campaign_office', 'leading_group'));
const leadingGroup = entry('policy.onlyLeadingGroup', grant('any', 'leading_group'));
const extension = entry('policy.onlyLeaders', grant('any', 'leading_group', 'campaign_office'));
const reviewer = entry('policy.onlyReviewer', grant('any', 'reviewer', 'campaign_office'));
const lead = entry('policy.onlyLead', grant('lead', ...DEPARTMENT));
const part = entry('policy.onlyLeadOrSupporting', grant('part', ...DEPARTMENT));
const ownSite = entry('policy.onlyOwnSite', grant('own', ...DEPARTMENT));
const figures = entry(
  'policy.onlyOwnerOfFigure',
  grant('own', ...DEPARTMENT),
  grant('any', 'campaign_office', 'leading_group'),
);
const ownDuty = entry('policy.onlyOwnDuty', grant('own', ...DEPARTMENT));
const ownLeaders = entry('policy.onlyOwnLeader', grant('own', 'department_leader', 'working_group'));
/** Whoever works at the counter of the department that has it; the office too has a counter. */
const counter = entry('policy.onlyHandlersDepartment', grant('own', ...DEPARTMENT, 'campaign_office', 'leading_group'));
const acceptance = entry('policy.onlyReviewer', grant('any', ...OVERSIGHT));
const systemAdministrator = entry('policy.onlySystemAdministrator', grant('any', 'system_administrator'));

export const POLICY: Readonly<Record<Action, Entry>> = {
  public: 'everybody',
  'styleguide.view': 'everybody',
  'account.own': 'signedIn',
  'token.own': 'signedIn',
  'inbox.view': 'signedIn',
  'clock.move': 'signedIn',

  'campaign.view': business,
  'site.view': business,
  'indicator.view': business,
  'breakdown.view': inside,
  'task.list': inside,
  'work.view': inside,
  'task.view': nearby,
  'department.dashboard': nearby,
  'readiness.view': nearby,
  'log.view': entry('policy.notYourDepartment', grant('any', ...OVERSIGHT, 'auditor'), grant('near', ...DEPARTMENT)),

  'campaign.create': office,
  'campaign.event': office,
  'plan.import': office,
  'ledger.import': entry(
    'policy.onlyOfficeOrLead',
    grant('any', 'campaign_office', 'leading_group'),
    grant('lead', ...DEPARTMENT),
  ),
  'phase.event': office,
  'checklist.edit': office,
  'readiness.check': acceptance,

  'task.create': office,
  'task.ASSIGN': office,
  'task.EDIT': office,
  'task.AMEND': office,
  'task.SPLIT': office,
  'task.MOVE': office,
  'task.CHASE': office,
  'task.REASSIGN': office,
  'task.SETTLE_COORDINATION': office,
  'task.ACKNOWLEDGE': lead,
  'task.RETURN': lead,
  'task.PASS_CHECKPOINT': lead,
  'task.REQUEST_EXTENSION': lead,
  'task.ASK_FOR_COORDINATION': lead,
  'task.REPORT': part,
  'task.ATTACH': part,
  'task.WITHDRAW_EVIDENCE': part,
  'task.SUBMIT': entry('policy.onlyLeadsLeader', grant('lead', 'department_leader', 'working_group')),
  'task.APPROVE_EXTENSION': extension,
  'task.REFUSE_EXTENSION': extension,
  'task.ACCEPT': reviewer,
  'task.REDO': reviewer,
  'task.REVIEW_EVIDENCE': reviewer,
  'task.REOPEN': reviewer,
  'task.SUSPEND': leadingGroup,
  'task.RESUME': leadingGroup,
  'task.CANCEL': leadingGroup,

  'site.create': office,
  'site.FEATURE': office,
  'site.RETIRE': office,
  'site.RECORD_COPY': office,
  'site.PREPARE': ownSite,
  'site.DESCRIBE': ownSite,
  'site.ATTACH': ownSite,
  'site.WITHDRAW_EVIDENCE': ownSite,
  'site.REPORT_READY': ownSite,
  'site.COPY_DONE': entry(
    'policy.onlyCopying',
    grant('copying', ...DEPARTMENT),
    grant('any', 'campaign_office', 'leading_group'),
  ),
  'site.ACCEPT': acceptance,
  'site.SEND_BACK': acceptance,

  'indicator.create': office,
  'indicator.EDIT': office,
  'indicator.SETTLE': office,
  'indicator.REOPEN': office,
  'indicator.CANCEL': office,
  'indicator.ENTER_VALUE': figures,
  'indicator.CORRECT_VALUE': figures,

  // Names and numbers of citizens: those who handle a request, and the office.
  'inquiry.view': entry(
    'policy.notYourDepartment',
    grant('any', 'campaign_office', 'leading_group'),
    grant('part', ...DEPARTMENT),
  ),
  'inquiry.create': entry('policy.businessOnly', grant('any', ...DEPARTMENT, 'campaign_office', 'leading_group')),
  'inquiry.bounces': inside,
  'inquiry.ANSWER': counter,
  'inquiry.HAND_OVER': counter,
  'inquiry.ACCEPT': counter,
  'inquiry.BOUNCE': counter,
  'inquiry.GIVE_NOTICE': counter,
  'inquiry.SUPPLY': counter,
  'inquiry.REFER': entry(
    'policy.onlyHandlersDepartment',
    grant('own', ...DEPARTMENT),
    grant('any', 'campaign_office', 'leading_group'),
  ),
  'inquiry.ESCALATE': counter,
  'inquiry.DESIGNATE': office,
  'inquiry.MOVE_PROMISE': counter,
  'inquiry.COMPLAIN': entry(
    'policy.onlyHandlersDepartment',
    grant('own', ...DEPARTMENT),
    grant('any', 'campaign_office', 'leading_group'),
  ),
  'inquiry.WITHDRAW': counter,
  'pack.view': business,
  'pack.edit': office,

  'admin.people': entry('policy.onlyAdministrators', grant('any', 'system_administrator', 'security_administrator')),
  'admin.people.add': systemAdministrator,
  'admin.people.disable': systemAdministrator,
  'admin.people.reset': systemAdministrator,
  'admin.people.posts': entry('policy.onlySecurityAdministrator', grant('any', 'security_administrator')),
  'admin.departments': systemAdministrator,
  'admin.calendar': systemAdministrator,
  'admin.log': entry('policy.onlyAuditor', grant('any', 'auditor')),
  'operations.view': systemAdministrator,

  'booklet.view': business,
  'booklet.create': office,
  'booklet.TAKE_SYSTEMS': office,
  'booklet.CANCEL': office,
  'booklet.ATTACH': ownDuty,
  'booklet.WITHDRAW_EVIDENCE': ownDuty,
  'booklet.SUBMIT': ownDuty,
  'booklet.REVISE': ownDuty,
  'booklet.RECORD_ADOPTION': ownDuty,
  'booklet.APPROVE': reviewer,
  'booklet.SEND_BACK': reviewer,
  'booklet.RENEW': reviewer,
  'booklet.CHECK_ADOPTION': reviewer,

  'periodPlan.view': business,
  'periodPlan.create': ownDuty,
  'periodPlan.SET_LINES': ownDuty,
  'periodPlan.ADD_LINE': ownDuty,
  'periodPlan.REMOVE_LINE': ownDuty,
  'periodPlan.PULL': ownDuty,
  'periodPlan.REPORT_LINES': ownDuty,
  'periodPlan.COMMIT': ownLeaders,
  'periodPlan.SETTLE': ownLeaders,
};
