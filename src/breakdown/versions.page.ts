/** Versions of a plan, and the list of changes between two of them as it is printed and sent round. */
import type { Compared, PlanChange, PlannedLine } from '../../workflows/tasks/plan-changes.js';
import { type ErrorSummary, errorSummary, field } from '../http/components/form.js';
import type { FormAgain } from '../http/form-again.js';
import type { Reader } from '../http/reason-text.js';
import { formatFuzzy, formatInstant } from '../platform/i18n.js';
import type { PlanVersion } from './plan-version.model.js';
import type { VersionSummary } from './plan-versions.store.js';

export interface PlanOf {
  campaign: { id: string; title: string };
  phase: { key: string; title: string };
}

export interface VersionsShown extends PlanOf {
  versions: readonly VersionSummary[];
  mayKeep: boolean;
  again: FormAgain | null;
}

const hereOf = ({ campaign, phase }: PlanOf) => `campaign=${campaign.id}&phase=${phase.key}`;

const crumbs = (plan: PlanOf, { t }: Reader) => [
  { text: plan.campaign.title, href: `/campaigns/${plan.campaign.id}` },
  { text: t('breakdown:title'), href: `/breakdown?${hereOf(plan)}` },
];

export function versionsPage(shown: VersionsShown, reader: Reader) {
  const { t, locale, today } = reader;
  const { versions, mayKeep, again, phase, campaign } = shown;
  const here = hereOf(shown);
  const newest = versions[0];
  const changes = (from: number, to: number | 'now') => `/breakdown/versions/changes?${here}&from=${from}&to=${to}`;
  const errors: ErrorSummary | null = again ? errorSummary(reader, again.reasons) : null;
  return {
    page: { title: t('breakdown:versions') },
    head: {
      crumbs: [...crumbs(shown, reader), { text: t('breakdown:versions') }],
      title: t('breakdown:versions'),
      lead: phase.title,
      actions: newest
        ? [{ text: t('breakdown:sinceNewest', { n: newest.n }), href: changes(newest.n, 'now'), kind: 'second' }]
        : [],
    },
    errors,
    form: mayKeep
      ? {
          hidden: [
            { name: 'campaign', value: campaign.id },
            { name: 'phase', value: phase.key },
          ],
          fields: [
            field(
              {
                type: 'text',
                name: 'name',
                label: t('breakdown:versionName'),
                hint: t('breakdown:versionHint'),
                optional: true,
                maxlength: 60,
              },
              again ? { typed: again.typed } : {},
            ),
          ],
        }
      : null,
    ledger: {
      columns: [
        { text: t('breakdown:version') },
        { text: t('breakdown:versionName') },
        { text: t('breakdown:keptBy') },
        { text: t('breakdown:tasks'), number: true },
        { text: t('breakdown:changes') },
      ],
      rows: versions.map(({ n, name, at, by, tasks }) => ({
        cells: [
          { text: t('breakdown:nth', { n }), heading: true },
          { text: name },
          { text: `${by.name} · ${formatInstant(locale, at, today)}` },
          { text: String(tasks), number: true },
          n > 1 ? { text: t('breakdown:sinceBefore', { n: n - 1 }), href: changes(n - 1, n) } : { text: '' },
        ],
      })),
      empty: t('breakdown:noVersions'),
    },
  };
}

export interface ChangesShown extends PlanOf {
  from: PlanVersion;
  /** Null for the plan as it stands now. */
  to: PlanVersion | null;
  changes: readonly PlanChange[];
  names: ReadonlyMap<string, string>;
}

function valueText(line: PlannedLine, name: Compared, names: ReadonlyMap<string, string>, reader: Reader): string {
  const { t, locale, today } = reader;
  const nameOf = (id: string) => names.get(id) ?? id;
  const said = {
    title: () => line.title,
    requirement: () => line.requirement,
    leadDepartment: () => (line.leadDepartment === null ? '' : nameOf(line.leadDepartment)),
    coDepartments: () => line.coDepartments.map(nameOf).join(t('common:listSeparator')),
    due: () => (line.due ? formatFuzzy(locale, line.due, today) : ''),
    weight: () => String(line.weight),
    parent: () => line.parent,
  }[name]();
  return said === '' ? t('breakdown:none') : said;
}

const TAGS: Record<PlanChange['kind'], string> = {
  added: 'now',
  restored: 'now',
  changed: 'wait',
  cancelled: 'grave',
  removed: 'grave',
};

/** What one change says: a line each, `时限：6月10日 → 6月15日`. */
function linesOf(change: PlanChange, { names }: ChangesShown, reader: Reader): string[] {
  const { t } = reader;
  const label = (name: Compared) => t(`fields:${name}`);
  if (change.kind === 'changed') {
    return change.fields.map((name) =>
      t('breakdown:fieldChange', {
        field: label(name),
        before: valueText(change.before, name, names, reader),
        after: valueText(change.line, name, names, reader),
      }),
    );
  }
  return (['leadDepartment', 'due'] as const).map((name) =>
    t('breakdown:fieldValue', { field: label(name), value: valueText(change.line, name, names, reader) }),
  );
}

export function changesPage(shown: ChangesShown, reader: Reader) {
  const { t, locale, today } = reader;
  const { from, to, changes } = shown;
  const kept = ({ n, by, at }: PlanVersion) =>
    t('breakdown:keptAs', { n, by: by.name, at: formatInstant(locale, at, today) });
  return {
    page: { title: t('breakdown:changesTitle') },
    head: {
      crumbs: [
        ...crumbs(shown, reader),
        { text: t('breakdown:versions'), href: `/breakdown/versions?${hereOf(shown)}` },
        { text: t('breakdown:changesTitle') },
      ],
      title: t('breakdown:changesTitle'),
      lead: `${shown.campaign.title} · ${shown.phase.title}`,
      facts: [{ text: kept(from) }, { text: to ? kept(to) : t('breakdown:asOfNow') }],
    },
    changes: changes.map((change) => ({
      code: change.line.code,
      title: change.line.title,
      href: `/tasks/${change.line.id}`,
      tag: { text: t(`breakdown:change.${change.kind}`), kind: TAGS[change.kind] },
      lines: linesOf(change, shown, reader),
    })),
    count: t('breakdown:changeCount', { count: changes.length }),
  };
}
