/** The form of one article of a draft: its words and source, the value of each rule it lays down, and which ones it does. */
import type { PackArticle } from '../../workflows/packs/pack.js';
import { type PackFacts, packOf } from '../../workflows/packs/pack-record.js';
import { errorSummary, errorsByField, field } from '../http/components/form.js';
import { conflictOf } from '../http/conflict.page.js';
import type { FormAgain } from '../http/form-again.js';
import type { Reader } from '../http/reason-text.js';
import type { StoredRecord } from '../records/record.js';
import { articleFields, laysFields, ruleValueFields } from './article.form.js';
import { packName } from './rule-words.js';

export interface ArticleShown {
  record: StoredRecord<PackFacts>;
  /** Null for a new one. */
  article: PackArticle | null;
  /** One-time key of the forms. */
  key: string;
  again: FormAgain | null;
}

export function articlePage({ record, article, key, again }: ArticleShown, reader: Reader) {
  const { t, today } = reader;
  const pack = packOf(record.facts);
  const state = again ? { typed: again.typed, errors: errorsByField(reader, again.reasons) } : {};
  const made = (specs: Parameters<typeof field>[0][]) => specs.map((spec) => field(spec, state));
  const title = article?.title ?? t('packs:event.ADD_ARTICLE');
  const base = `/packs/${record.id}`;
  const hidden = [
    { name: 'rev', value: record.rev },
    { name: 'key', value: `${key}-save` },
  ];
  return {
    page: { title },
    head: {
      crumbs: [
        { text: t('common:nav.packs'), href: '/packs' },
        { text: packName(pack, reader), href: article ? `${base}#article-${article.id}` : base },
        { text: title },
      ],
      title,
    },
    conflict: conflictOf(again, 'packs', reader),
    errors: again && again.changes.length === 0 ? errorSummary(reader, again.reasons) : null,
    action: `${base}/articles/${article?.id ?? 'new'}`,
    keep: `pack-${record.id}-${article?.id ?? 'new'}`,
    hidden,
    fields: made(articleFields(article, pack, reader, today)),
    rules: ruleValueFields(article, reader).map((specs) => ({ fields: made(specs), short: specs[0]?.type === 'text' })),
    lays: made(laysFields(article, reader)),
    submit: t(`packs:submit.${article ? 'EDIT_ARTICLE' : 'ADD_ARTICLE'}`),
    remove: article && {
      action: `${base}/events/REMOVE_ARTICLE`,
      text: t('packs:submit.REMOVE_ARTICLE'),
      kind: 'grave',
      fields: [
        { name: 'article', value: article.id },
        { name: 'rev', value: record.rev },
        { name: 'key', value: `${key}-remove` },
      ],
    },
  };
}
