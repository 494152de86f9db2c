/** The administration log, for the auditor only. */
import type { Request, Response } from 'express';
import type { Route } from '../http/routes.js';
import type { Translate } from '../platform/i18n.js';
import type { AdminEntry } from './admin-log.js';
import type { People } from './people.js';

const PER_PAGE = 50;

export function adminLogRoutes({ people }: { people: People }): Route[] {
  /** What changed, one line per field. */
  function changesOf(t: Translate, names: Map<string, string>, { before, after, about }: AdminEntry) {
    const word = (key: string, value: unknown): string => {
      if (value === undefined || value === null) return '';
      if (Array.isArray(value)) {
        return value
          .map((one) => (key === 'posts' ? t(`people:post.${one}`) : String(one)))
          .join(t('people:separator'));
      }
      if (key === 'department' || key === 'parent') return names.get(String(value)) ?? String(value);
      if (['locale', 'category', 'level'].includes(key)) return t(`people:${key}.${value}`);
      return typeof value === 'boolean' ? t(`people:admin.${value ? 'enabled' : 'disabled'}`) : String(value);
    };
    const label = (key: string) =>
      t(`people:field.${key === 'name' && about.kind === 'department' ? 'departmentName' : key}`);
    const keys = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])].sort();
    const changes = keys.map((key) => ({
      name: label(key),
      before: word(key, before?.[key]),
      after: word(key, after?.[key]),
    }));
    // Who adds something leaves much empty; that is no change.
    return changes.filter((change) => change.before !== change.after);
  }

  async function show(req: Request, res: Response): Promise<void> {
    const t: Translate = res.locals.t;
    const asked = Number(req.query.before);
    const before = Number.isInteger(asked) && asked > 0 ? asked : undefined;
    const entries = await people.adminLog.list({ ...(before && { before }), limit: PER_PAGE });
    const { entries: count, breaks } = await people.adminLog.verify();
    const names = await people.departments.names(res.locals.locale);
    const oldest = entries.at(-1)?.seq ?? 1;
    res.render('people/log', {
      page: { title: t('people:admin.log'), wide: true },
      whole: breaks.length === 0,
      verified:
        breaks[0] === undefined ? t('people:log.whole', { count }) : t('people:log.broken', { place: breaks[0] }),
      older: oldest > 1 ? `/admin/log?before=${oldest}` : '',
      entries: entries.map((entry) => ({
        seq: entry.seq,
        at: entry.at,
        by: entry.by.id === 'system' ? t('people:log.system') : entry.by.name,
        what: t(`people:log.event.${entry.what}`),
        about: entry.about.name === '' ? entry.about.id : entry.about.name,
        changes: changesOf(t, names, entry),
      })),
    });
  }

  return [{ method: 'get', path: '/admin/log', action: 'admin.log', handler: show }];
}
