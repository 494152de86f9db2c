/** Fields of accounts and departments and their values in words: for the administration log and for what was saved meanwhile. */
import type { Translate } from '../platform/i18n.js';

export type Subject = 'account' | 'department' | 'address';

export function fieldWord(t: Translate, kind: Subject, name: string): string {
  return t(`people:field.${name === 'name' && kind === 'department' ? 'departmentName' : name}`);
}

export function valueWord(t: Translate, names: ReadonlyMap<string, string>, name: string, value: unknown): string {
  if (value === undefined || value === null) return '';
  if (Array.isArray(value)) {
    const words = value.map((one) => (name === 'posts' ? t(`people:post.${one}`) : String(one)));
    return words.join(t('people:separator'));
  }
  if (name === 'department' || name === 'parent') return names.get(String(value)) ?? String(value);
  if (['locale', 'category', 'level', 'textSize'].includes(name)) return t(`people:${name}.${value}`);
  return typeof value === 'boolean' ? t(`people:admin.${value ? 'enabled' : 'disabled'}`) : String(value);
}
