/** Who may do what in a case of accountability: by need only, so mostly because the case names them. */
import type { CaseAction } from '../../workflows/accountability/case.machine.js';
import { BUSINESS, type Entry, entry, grant } from './grants.js';

const atOffice = grant('any', 'campaign_office', 'leading_group');
const asNamed = grant('named', ...BUSINESS);
const office = entry('policy.onlyOffice', atOffice);
const leadingGroup = entry('policy.onlyLeadingGroup', grant('any', 'leading_group'));
const named = entry('policy.onlyNamed', asNamed);
const officeOrNamed = entry('policy.onlyNamed', atOffice, asNamed);
const officeOrLeader = entry('policy.onlyOwnLeader', atOffice, grant('own', 'department_leader'));

/** Reviewers and the officers of the system have no part in a case; nor, by post, has the person it is about (`barred`). */
export const CASE_POLICY: Readonly<Record<'case.view' | 'case.create' | `case.${CaseAction}`, Entry>> = {
  'case.view': entry('policy.needToKnow', atOffice, asNamed, grant('own', 'department_leader')),
  'case.create': entry('policy.businessOnly', grant('any', ...BUSINESS)),
  'case.ACCEPT': office,
  'case.NOT_ACCEPT': office,
  'case.PROPOSE': named,
  'case.HEAR': named,
  'case.DECIDE': named,
  'case.NOT_PURSUE': named,
  'case.EXTEND_INVESTIGATION': officeOrNamed,
  'case.RECUSE': officeOrNamed,
  'case.SERVE': officeOrLeader,
  'case.REPORT_EXECUTION': officeOrLeader,
  'case.REQUEST_REVIEW': named,
  'case.APPEAL': named,
  'case.DECIDE_REVIEW': leadingGroup,
  'case.EXTEND_APPEAL': leadingGroup,
  'case.DECIDE_APPEAL': leadingGroup,
  'case.LIFT': officeOrNamed,
};
