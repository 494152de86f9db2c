/** Departments as the system administrator keeps them. */
import type { Request, Response } from 'express';
import type { Route } from '../http/routes.js';
import { NotFound } from '../platform/errors.js';
import type { Translate } from '../platform/i18n.js';
import { DEPARTMENT_CATEGORIES, DEPARTMENT_LEVELS, type Department } from './department.model.js';
import { departmentForm, newDepartmentForm } from './people.forms.js';
import type { People } from './people.js';
import { conflictIn, doneNotice, type FormState, fieldsOf, orShowAgain, summaryOf, untouched } from './people.page.js';
import { readForm, typedIn } from './read-form.js';

export function departmentRoutes({ people }: { people: People }): Route[] {
  const { departments } = people;

  async function showList(req: Request, res: Response): Promise<void> {
    const t: Translate = res.locals.t;
    const list = await departments.list();
    const names = await departments.names(res.locals.locale);
    res.render('people/departments', {
      page: { title: t('people:admin.departments') },
      notice: doneNotice(t, req.query.done),
      count: t('people:admin.departmentCount', { count: list.length }),
      actions: [{ href: '/admin/departments/new', text: t('people:admin.addDepartment') }],
      columns: ['departmentName', 'shortName', 'id', 'category', 'level', 'parent', 'state'].map((name) => ({
        text: t(`people:field.${name}`),
      })),
      rows: list.map((one) => {
        const name = res.locals.locale === 'en' && one.nameEn !== '' ? one.nameEn : one.name;
        const texts = [
          one.shortName,
          one.id,
          t(`people:category.${one.category}`),
          t(`people:level.${one.level}`),
          one.parent === null ? '' : (names.get(one.parent) ?? one.parent),
          t(`people:admin.${one.active ? 'enabled' : 'disabled'}`),
        ];
        const heading = { heading: true, text: name, href: `/admin/departments/${one.id}` };
        return { cells: [heading, ...texts.map((text) => ({ text }))] };
      }),
    });
  }

  /** The form for a new department (null) or one that is there. */
  async function showForm(res: Response, department: Department | null, state: FormState): Promise<void> {
    const t: Translate = res.locals.t;
    const field = fieldsOf(t, state);
    const names = await departments.names(res.locals.locale);
    const others = (await departments.list()).filter(({ id, active }) => active && id !== department?.id);
    const parents = [
      ['', t('people:admin.none')] as const,
      ...others.map(({ id }) => [id, names.get(id) ?? id] as const),
    ];
    const named = (group: string, keys: readonly string[]) =>
      keys.map((key) => [key, t(`people:${group}.${key}`)] as const);
    res.render('people/department', {
      page: { title: department?.name ?? t('people:admin.addDepartment') },
      crumbs: [
        { href: '/admin/departments', text: t('people:admin.departments') },
        { text: department?.name ?? t('people:admin.addDepartment') },
      ],
      path: department === null ? '/admin/departments/new' : `/admin/departments/${department.id}`,
      rev: department?.rev ?? 0,
      conflict: conflictIn(state, 'department', res, names),
      errors: summaryOf(t, state),
      fields: [
        ...(department === null ? [field('id', { hint: t('people:hint.id') })] : []),
        field('name', { label: t('people:field.departmentName') }),
        field('shortName'),
        field('aliases', { optional: true, hint: t('people:hint.aliases') }),
        field('nameEn', { optional: true, hint: t('people:hint.nameEn') }),
        field('category', { choices: named('category', DEPARTMENT_CATEGORIES) }),
        field('level', { choices: named('level', DEPARTMENT_LEVELS) }),
        field('parent', { choices: parents, optional: true }),
        ...(department === null
          ? []
          : [
              field('active', {
                choices: [['1', t('people:field.active')]],
                many: true,
                label: t('people:field.state'),
                optional: true,
                hint: t('people:admin.inactiveWhy'),
              }),
            ]),
      ],
    });
  }

  const valuesOf = (one: Department) =>
    untouched({ ...one, aliases: one.aliases.join('、'), parent: one.parent ?? '', active: one.active ? '1' : '0' });
  async function departmentOf(req: Request): Promise<Department> {
    const { id } = req.params;
    if (typeof id !== 'string' || id.length > 40) throw new NotFound('department');
    return departments.byId(id);
  }

  return [
    { method: 'get', path: '/admin/departments', action: 'admin.departments', handler: showList },
    {
      method: 'get',
      path: '/admin/departments/new',
      action: 'admin.departments',
      handler: (_req, res) => showForm(res, null, untouched({ category: 'windowService', level: 'city' })),
    },
    {
      method: 'post',
      path: '/admin/departments/new',
      rev: 'makes',
      action: 'admin.departments',
      body: 'form',
      handler: (req, res) =>
        orShowAgain(
          res,
          typedIn(req.body),
          async () => {
            await departments.add(readForm(newDepartmentForm, req.body), res.locals.actor);
            res.redirect(303, '/admin/departments?done=department');
          },
          (state) => showForm(res, null, state),
        ),
    },
    {
      method: 'get',
      path: '/admin/departments/:id',
      action: 'admin.departments',
      async handler(req, res) {
        const department = await departmentOf(req);
        await showForm(res, department, valuesOf(department));
      },
    },
    {
      method: 'post',
      path: '/admin/departments/:id',
      action: 'admin.departments',
      body: 'form',
      async handler(req, res) {
        const department = await departmentOf(req);
        const save = async () => {
          const { rev, ...fields } = readForm(departmentForm, req.body);
          await departments.edit(department.id, rev, fields, res.locals.actor);
          res.redirect(303, '/admin/departments?done=department');
        };
        await orShowAgain(res, typedIn(req.body), save, async (state) => showForm(res, await departmentOf(req), state));
      },
    },
  ];
}
