/** The form that saves a campaign as a template. */
import { field } from '../http/components/form.js';
import type { Reader } from '../http/reason-text.js';

export interface SaveTemplateShown {
  campaign: { id: string; title: string; year: number };
  typed: Record<string, unknown> | null;
  /** What is wrong with what was typed. */
  said: string[];
}

export function saveTemplatePage({ campaign, typed, said }: SaveTemplateShown, { t }: Reader) {
  return {
    page: { title: t('campaigns:saveTemplate') },
    head: {
      crumbs: [{ text: campaign.title, href: `/campaigns/${campaign.id}` }, { text: t('campaigns:saveTemplate') }],
      title: t('campaigns:saveTemplate'),
      lead: t('campaigns:saveTemplateLead'),
    },
    errors: said.length > 0 ? { items: said.map((text) => ({ text, href: '#name' })) } : null,
    action: `/campaigns/${campaign.id}/template`,
    fields: [
      field(
        {
          type: 'text',
          name: 'name',
          label: t('campaigns:templateName'),
          hint: t('campaigns:templateNameHint'),
          value: `${campaign.title} ${campaign.year}`.slice(0, 60),
          maxlength: 60,
        },
        typed ? { typed, errors: said[0] ? { name: said[0] } : {} } : {},
      ),
    ],
  };
}
