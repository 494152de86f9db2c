/** Bodies that the other documents name, beside those of the third-phase campaign; one list for one place. */
import type { TemplateDepartment } from './template.js';
import { DEPARTMENTS } from './third-phase-rectification/departments.js';

const more = (key: string, name: string, english: string): TemplateDepartment => ({
  key,
  name,
  shortName: name,
  english,
  category: 'windowService',
  level: 'city',
  parent: null,
});

export const ALL_DEPARTMENTS: TemplateDepartment[] = [
  ...DEPARTMENTS,
  more('complaints-centre', '市机关效能投诉中心', 'Complaints Centre'),
  { ...more('investment-bureau', '市招商局', 'Investment Promotion Bureau'), category: 'economyAndSociety' },
  { ...more('parks-office', '市园区办', 'Industrial Parks Office'), category: 'economyAndSociety' },
];

/** 各部门各单位: everybody but the office, its working groups and what the other documents add. */
export { EVERY_DEPARTMENT } from './third-phase-rectification/departments.js';
export const OFFICE = 'efficiency-office';
