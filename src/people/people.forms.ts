/** What the pages of this area send. */
import { z } from 'zod';
import { POSTS } from '../../workflows/moment.js';
import { partsOf } from '../../workflows/names/list.js';
import { LOCALES } from '../platform/i18n.js';
import { TEXT_SIZES } from './account.model.js';
import { DEPARTMENT_CATEGORIES, DEPARTMENT_LEVELS } from './department.model.js';
import { line, optionalLine, rev, secret, ticked } from './read-form.js';

const email = z.union([z.literal(''), z.email('people.badEmail').max(200, 'people.lineTooLong')]).default('');
const parent = z
  .string()
  .max(40)
  .default('')
  .transform((id) => (id === '' ? null : id));

export const signInForm = { login: line(100), password: secret, next: z.string().max(500).default('') };
export const localeForm = { locale: z.enum(LOCALES), next: z.string().max(500).default('') };
export const setUpForm = {
  administratorLogin: line(40),
  administratorName: line(40),
  password: secret,
  again: secret,
  officeLogin: line(40),
  officeName: line(40),
};
export const linkForm = { password: secret, again: secret };
export const profileForm = {
  rev,
  form: z.literal('profile'),
  locale: z.enum(LOCALES),
  textSize: z.enum(TEXT_SIZES).default('normal'),
  email,
};
export const passwordForm = { rev, form: z.literal('password'), old: secret, password: secret, again: secret };
export const newPersonForm = {
  login: line(40),
  name: line(40),
  department: line(40),
  locale: z.enum(LOCALES).default('zh-CN'),
  email,
};
export const postsForm = { rev, department: line(40), posts: ticked(z.enum(POSTS)) };
export const revForm = { rev };
/** Buttons that send nothing but the page's token. */
export const resetForm = {};
export const tokenForm = {};
const department = {
  name: line(60),
  shortName: line(20),
  nameEn: optionalLine(100),
  aliases: optionalLine(200).transform((typed) => [...new Set(partsOf(typed))]),
  category: z.enum(DEPARTMENT_CATEGORIES, 'people.required'),
  level: z.enum(DEPARTMENT_LEVELS, 'people.required'),
  parent,
};
export const newDepartmentForm = { id: line(40), ...department };
export const departmentForm = {
  rev,
  ...department,
  active: z
    .enum(['0', '1'])
    .default('0')
    .transform((on) => on === '1'),
};
