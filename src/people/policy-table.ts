/** Who may do what, as data (DESIGN 6). What is not written here is refused. */
import { DEPARTMENT, type Entry, entry, grant, OVERSIGHT } from './grants.js';
import type { Action } from './policy-actions.js';
import { CASE_POLICY } from './policy-cases.js';

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
const catalogue = entry(
  'policy.onlyItemsDepartment',
  grant('own', ...DEPARTMENT),
  grant('any', 'campaign_office', 'leading_group'),
);
const ownDuty = entry('policy.onlyOwnDuty', grant('own', ...DEPARTMENT));
const ownLeaders = entry('policy.onlyOwnLeader', grant('own', 'department_leader', 'working_group'));
/** Whoever works at the counter of the department that has it; the office too has a counter. */
const counter = entry('policy.onlyHandlersDepartment', grant('own', ...DEPARTMENT, 'campaign_office', 'leading_group'));
/** The pack says which of them decides on an extension (extensionApprover). */
const approver = entry(
  'policy.onlyHandlersLeaders',
  grant('own', 'department_leader'),
  grant('any', 'campaign_office', 'leading_group'),
);
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
  'indicator.ATTACH': figures,
  'indicator.WITHDRAW_EVIDENCE': figures,

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

  // Of a matter the reviewer too: its time is what is reviewed.
  'matter.view': entry('policy.notYourDepartment', grant('any', ...OVERSIGHT), grant('part', ...DEPARTMENT)),
  'matter.create': entry(
    'policy.onlyHandlersDepartment',
    grant('own', ...DEPARTMENT),
    grant('any', 'campaign_office', 'leading_group'),
  ),
  'matter.ACCEPT': counter,
  'matter.ASK_FOR_PAPERS': counter,
  'matter.SUPPLY': counter,
  'matter.NOT_ACCEPT': counter,
  'matter.DECIDE': counter,
  'matter.DELIVER': counter,
  'matter.PAUSE': counter,
  'matter.RESUME': counter,
  'matter.REQUEST_EXTENSION': counter,
  'matter.GRANT_EXTENSION': approver,
  'matter.REFUSE_EXTENSION': approver,
  'matter.RECORD_ABSENCE': counter,
  'matter.REASSIGN': counter,
  'matter.WITHDRAW': counter,

  // What is rated is every department's business; a draft is not yet anything.
  'supervision.view': business,
  'rating.view': business,
  'rating.drafts': acceptance,
  'rating.create': office,
  'rating.PUBLISH': office,
  'rating.SEND_LETTER': office,
  'rating.REPLY': ownLeaders,
  'rating.RETURN_REPLY': office,
  'rating.CLOSE': office,
  'serviceItem.view': business,
  'serviceItem.create': catalogue,
  'serviceItem.PUBLISH': catalogue,
  'serviceItem.EDIT': catalogue,
  'serviceItem.WITHDRAW': catalogue,
  'serviceItem.REOPEN': catalogue,
  ...CASE_POLICY,

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
