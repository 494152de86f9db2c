/** The form that registers a matter: an item fills it in, so does a first contact or a task; all of it works without script. */
import type { OfferedItem } from '../../workflows/matters/matter.js';
import { errorSummary, errorsByField, field } from '../http/components/form.js';
import type { FormAgain } from '../http/form-again.js';
import type { Reader } from '../http/reason-text.js';
import { sourceLink } from './matter.page.js';
import { type Begun, type Choice, registrationFields } from './matter-fields.form.js';
import type { TakenOver } from './matter-sources.js';
import { limitText, promiseText } from './matter-sum.page.js';

export interface NewMatter {
  campaign: { id: string; title: string };
  /** All that may be chosen here. */
  items: readonly OfferedItem[];
  item: OfferedItem | null;
  taken: TakenOver | null;
  colleagues: readonly Choice[];
  /** Who is signed in. */
  me: string;
  names: Map<string, string>;
  /** Working days to the day it is promised for where it comes from. */
  daysLeft: number;
  key: string;
  again: FormAgain | null;
}

function begun({ item, taken, colleagues, me, daysLeft }: NewMatter, { t }: Reader): Begun {
  const first = [taken?.handler, me].find((id) => colleagues.some((one) => one.id === id)) ?? '';
  const applicant = taken?.applicant ?? { name: '', contact: '' };
  return {
    applicant: taken?.kind === 'task' ? { name: t('matters:officeAsks'), contact: '' } : applicant,
    title: taken?.title ?? item?.item.title ?? '',
    papers: taken && taken.papers.length > 0 ? taken.papers : (item?.papers ?? []),
    handler: first,
    kind: taken?.kind ?? 'service',
    promised: daysLeft,
    ofItem: item !== null,
  };
}

/** What is taken over and not typed: the item with its limits, and what the matter comes from. */
function takenRows({ item, taken, names }: NewMatter, reader: Reader) {
  const { t } = reader;
  const from = taken && sourceLink(taken, reader);
  if (!item) return from ? [from] : [];
  const { title, kind, statutory } = item.item;
  return [
    { name: t('matters:item'), text: title, sub: t(`packs:matterKind.${kind}`), strong: true },
    { name: t('matters:department'), text: names.get(item.department) ?? item.department },
    { name: t('matters:promised'), text: promiseText(item, reader) },
    { name: t('matters:statutory'), text: statutory ? limitText(statutory, reader) : t('matters:noStatute') },
    ...(from ? [from] : []),
  ];
}

export function newMatterPage(shown: NewMatter, reader: Reader) {
  const { t } = reader;
  const { campaign, items, item, taken, names, colleagues, key, again } = shown;
  const state = again ? { typed: again.typed, errors: errorsByField(reader, again.reasons) } : {};
  const source = taken ? [{ name: taken.source.kind, value: taken.source.id }] : [];
  return {
    page: { title: t('matters:register') },
    head: {
      crumbs: [{ text: t('common:nav.matters'), href: '/matters' }, { text: t('matters:register') }],
      title: t('matters:register'),
      lead: t('matters:newLead'),
    },
    errors: again && errorSummary(reader, again.reasons),
    choose:
      items.length > 0
        ? {
            hidden: [{ name: 'campaign', value: campaign.id }, ...source],
            field: field({
              type: 'select',
              name: 'item',
              label: t('fields:item'),
              hint: t('matters:hint.item'),
              id: 'choose-item',
              options: [
                { value: '', text: t('matters:noItem') },
                ...items.map((one) => ({
                  value: one.id,
                  text: t('matters:itemOf', {
                    title: one.item.title,
                    department: names.get(one.department) ?? one.department,
                  }),
                  chosen: one.id === item?.id,
                })),
              ],
            }),
            submit: t('matters:takeItem'),
          }
        : null,
    taken: takenRows(shown, reader),
    hidden: [
      { name: 'campaign', value: campaign.id },
      { name: 'key', value: key },
      ...(item ? [{ name: 'item', value: item.id }] : []),
      ...source,
    ],
    fields: registrationFields(begun(shown, reader), colleagues, reader).map((spec) => field(spec, state)),
    submit: t('matters:submit.CREATE'),
  };
}
