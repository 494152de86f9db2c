/**
 * The expected policy, written out: per action the posts that may, by whose record it is. Columns of the record:
 * `own` = the actor's department leads it (or it is its site), `support` = it only supports or copies it, `below` = a department
 * under the actor's leads it, `foreign` = another department's.
 */

import type { Action } from '../../src/people/policy.js';
import type { Post } from '../../workflows/moment.js';

export type Column = 'own' | 'support' | 'below' | 'foreign';
export type Expected = Partial<Record<Column, Post[]>>;

const oversight: Post[] = ['leading_group', 'campaign_office', 'reviewer'];
const department: Post[] = ['working_group', 'department_leader', 'department_liaison'];
const inside: Post[] = [...oversight, ...department];
const everyBusiness: Post[] = [...inside, 'public_supervisor'];
const office: Post[] = ['campaign_office', 'leading_group'];
const reviewer: Post[] = ['reviewer', 'campaign_office'];
const everybody: Post[] = [...everyBusiness, 'system_administrator', 'security_administrator', 'auditor'];

const all = (posts: Post[]): Expected => ({ own: posts, support: posts, below: posts, foreign: posts });
const near: Expected = { own: inside, support: inside, below: inside, foreign: oversight };
const lead: Expected = { own: department };
const figures: Expected = { own: [...office, ...department], support: office, below: office, foreign: office };
const ownDuty: Expected = { own: department };
const ownLeaders: Expected = { own: ['department_leader', 'working_group'] };
const counter: Expected = { own: [...office, ...department] };
const part: Expected = { own: department, support: department };

export const EXPECTED: Record<Action, Expected> = {
  public: all(everybody),
  'styleguide.view': all(everybody),
  'account.own': all(everybody),
  'token.own': all(everybody),
  'inbox.view': all(everybody),
  'clock.move': all(everybody),
  'campaign.view': all(everyBusiness),
  'site.view': all(everyBusiness),
  'indicator.view': all(everyBusiness),
  'breakdown.view': all(inside),
  'task.list': all(inside),
  'work.view': all(inside),
  'task.view': near,
  'department.dashboard': near,
  'readiness.view': near,
  'log.view': {
    own: [...inside, 'auditor'],
    support: [...inside, 'auditor'],
    below: [...inside, 'auditor'],
    foreign: [...oversight, 'auditor'],
  },
  'campaign.create': all(office),
  'campaign.event': all(office),
  'pack.view': all(everyBusiness),
  'pack.edit': all(office),
  'plan.import': all(office),
  'ledger.import': { ...all(office), own: [...office, ...department] },
  'phase.event': all(office),
  'checklist.edit': all(office),
  'readiness.check': all(oversight),
  'task.create': all(office),
  'task.ASSIGN': all(office),
  'task.EDIT': all(office),
  'task.AMEND': all(office),
  'task.SPLIT': all(office),
  'task.MOVE': all(office),
  'task.CHASE': all(office),
  'task.REASSIGN': all(office),
  'task.SETTLE_COORDINATION': all(office),
  'task.ACKNOWLEDGE': lead,
  'task.RETURN': lead,
  'task.PASS_CHECKPOINT': lead,
  'task.REQUEST_EXTENSION': lead,
  'task.ASK_FOR_COORDINATION': lead,
  'task.REPORT': part,
  'task.ATTACH': part,
  'task.WITHDRAW_EVIDENCE': part,
  'task.SUBMIT': { own: ['department_leader', 'working_group'] },
  'task.APPROVE_EXTENSION': all(office),
  'task.REFUSE_EXTENSION': all(office),
  'task.ACCEPT': all(reviewer),
  'task.REDO': all(reviewer),
  'task.REVIEW_EVIDENCE': all(reviewer),
  'task.REOPEN': all(reviewer),
  'task.SUSPEND': all(['leading_group']),
  'task.RESUME': all(['leading_group']),
  'task.CANCEL': all(['leading_group']),
  'site.create': all(office),
  'site.FEATURE': all(office),
  'site.RETIRE': all(office),
  'site.RECORD_COPY': all(office),
  'site.PREPARE': { own: department },
  'site.DESCRIBE': { own: department },
  'site.ATTACH': { own: department },
  'site.WITHDRAW_EVIDENCE': { own: department },
  'site.REPORT_READY': { own: department },
  'site.COPY_DONE': { own: office, support: [...office, ...department], below: office, foreign: office },
  'site.ACCEPT': all(oversight),
  'site.SEND_BACK': all(oversight),
  'indicator.create': all(office),
  'indicator.EDIT': all(office),
  'indicator.SETTLE': all(office),
  'indicator.REOPEN': all(office),
  'indicator.CANCEL': all(office),
  'indicator.ENTER_VALUE': figures,
  'indicator.CORRECT_VALUE': figures,
  'admin.people': all(['system_administrator', 'security_administrator']),
  'admin.people.add': all(['system_administrator']),
  'admin.people.disable': all(['system_administrator']),
  'admin.people.reset': all(['system_administrator']),
  'admin.people.posts': all(['security_administrator']),
  'admin.departments': all(['system_administrator']),
  'admin.calendar': all(['system_administrator']),
  'admin.log': all(['auditor']),
  'operations.view': all(['system_administrator']),
  'booklet.view': all(everyBusiness),
  'booklet.create': all(office),
  'booklet.TAKE_SYSTEMS': all(office),
  'booklet.CANCEL': all(office),
  'booklet.ATTACH': ownDuty,
  'booklet.WITHDRAW_EVIDENCE': ownDuty,
  'booklet.SUBMIT': ownDuty,
  'booklet.REVISE': ownDuty,
  'booklet.RECORD_ADOPTION': ownDuty,
  'booklet.APPROVE': all(reviewer),
  'booklet.SEND_BACK': all(reviewer),
  'booklet.RENEW': all(reviewer),
  'booklet.CHECK_ADOPTION': all(reviewer),
  'periodPlan.view': all(everyBusiness),
  'periodPlan.create': ownDuty,
  'periodPlan.SET_LINES': ownDuty,
  'periodPlan.ADD_LINE': ownDuty,
  'periodPlan.REMOVE_LINE': ownDuty,
  'periodPlan.PULL': ownDuty,
  'periodPlan.REPORT_LINES': ownDuty,
  'periodPlan.COMMIT': ownLeaders,
  'periodPlan.SETTLE': ownLeaders,
  'inquiry.view': {
    own: [...office, ...department],
    support: [...office, ...department],
    below: office,
    foreign: office,
  },
  'inquiry.create': all([...office, ...department]),
  'inquiry.bounces': all(inside),
  'inquiry.ANSWER': counter,
  'inquiry.HAND_OVER': counter,
  'inquiry.ACCEPT': counter,
  'inquiry.BOUNCE': counter,
  'inquiry.GIVE_NOTICE': counter,
  'inquiry.SUPPLY': counter,
  'inquiry.REFER': figures,
  'inquiry.ESCALATE': counter,
  'inquiry.DESIGNATE': all(office),
  'inquiry.MOVE_PROMISE': counter,
  'inquiry.COMPLAIN': figures,
  'inquiry.WITHDRAW': counter,
};
