import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Route } from '../http/routes.js';
import type { Locale, Translate } from '../platform/i18n.js';
import { projectRoot } from '../platform/paths-root.js';
import { examples, type Variant } from './examples.js';

export interface StyleguidePage {
  page: { title: string };
  lead: string;
  contents: { href: string; text: string }[];
  sections: { id: string; partial: string; contract: string; variants: Variant[] }[];
}

/** Name → contract line of every partial. Throws for one whose first line is no contract. */
export function partialContracts(root = projectRoot): Record<string, string> {
  const folder = join(root, 'views/partials');
  const contracts: Record<string, string> = {};
  for (const file of readdirSync(folder).sort()) {
    const name = file.replace(/\.hbs$/, '');
    const line = readFileSync(join(folder, file), 'utf8').match(/^\{\{!-- ([\w-]+): (.+) --\}\}\n/);
    if (line?.[1] !== name) throw new Error(`views/partials/${file} has no contract line.`);
    contracts[name] = line[2] ?? '';
  }
  return contracts;
}

/** Every partial with all its variants, from invented facts. */
export function presentStyleguide(t: Translate, locale: Locale): StyleguidePage {
  const contracts = partialContracts();
  const sections = Object.entries(examples(t, locale)).map(([partial, variants]) => ({
    id: `p-${partial}`,
    partial,
    contract: contracts[partial] ?? '',
    variants,
  }));
  return {
    page: { title: t('styleguide:title') },
    lead: t('styleguide:lead', { count: sections.length }),
    contents: sections.map(({ id, partial }) => ({ href: `#${id}`, text: partial })),
    sections,
  };
}

/** GET /styleguide, for those who build pages; not mounted in production. */
export function styleguideRoutes(): Route[] {
  return [
    {
      method: 'get',
      path: '/styleguide',
      action: 'styleguide.view',
      handler: (_req, res) => {
        res.render('styleguide/styleguide', presentStyleguide(res.locals.t as Translate, res.locals.locale as Locale));
      },
    },
  ];
}
