/** The fields of every form about a site, with the stored values in them. */
import { DIMENSION_MAX, DIMENSIONS, type Dimension } from '../../workflows/sites/site.js';
import { EVIDENCE_EXTENSIONS } from '../evidence/file-type.js';
import type { Field } from '../http/components/form.js';
import type { Reader } from '../http/reason-text.js';
import type { SiteActionName, SiteShown } from './show-site.js';
import { scoreField } from './site-event.form.js';

/** A form of the card: one per event, but one for both ends of an acceptance visit. */
export type SiteFormName = Exclude<SiteActionName, 'ACCEPT' | 'SEND_BACK'> | 'VISIT';

/** What fields need to know of the site and of who fills them in. */
export interface SiteFieldsOf {
  shown: SiteShown;
  reader: Reader;
}

const ACCEPT_FILES = EVIDENCE_EXTENSIONS.map((extension) => `.${extension}`).join(',');

function visitFields({ shown, reader }: SiteFieldsOf): Field[] {
  const { t } = reader;
  const { facts } = shown.site;
  const scores = DIMENSIONS.map((dimension): Field => {
    const own = facts.dimensions[dimension].score;
    return {
      type: 'number',
      name: scoreField(dimension),
      label: t('sites:form.scoreOf', { dimension: t(`sites:dimension.${dimension}`) }),
      min: 0,
      max: DIMENSION_MAX,
      required: true,
      ...(own === null ? {} : { hint: t('sites:form.ownScore', { score: own }) }),
    };
  });
  return [
    { type: 'date', name: 'on', label: t('fields:on'), value: reader.today, max: reader.today, required: true },
    { type: 'text', name: 'visitors', label: t('fields:visitors'), hint: t('sites:form.visitors'), required: true },
    ...scores,
    {
      type: 'radios',
      name: 'result',
      label: t('fields:result'),
      options: (['accepted', 'sentBack'] as const).map((value) => ({
        value,
        text: t(`sites:result.${value}`),
        chosen: value === 'accepted',
      })),
    },
    { type: 'textarea', name: 'opinion', label: t('fields:opinion'), hint: t('sites:form.opinion'), rows: 3 },
  ];
}

/** The fields of a form; `item` is the dimension it is about. */
export function siteFields(name: SiteFormName, form: SiteFieldsOf, item: string): Field[] {
  const { t } = form.reader;
  const { facts } = form.shown.site;
  switch (name) {
    case 'PREPARE':
      return [
        {
          type: 'text',
          name: 'contact',
          label: t('fields:contact'),
          value: facts.contact,
          optional: true,
          maxlength: 100,
        },
      ];
    case 'DESCRIBE': {
      const { score, text } = facts.dimensions[item as Dimension];
      return [
        {
          type: 'number',
          name: 'score',
          label: t('sites:form.own'),
          hint: t('sites:form.most', { most: DIMENSION_MAX }),
          min: 0,
          max: DIMENSION_MAX,
          required: true,
          ...(score === null ? {} : { value: score }),
        },
        {
          type: 'textarea',
          name: 'text',
          label: t('sites:form.text'),
          hint: t(`sites:asked.${item}`),
          rows: 3,
          required: true,
          value: text,
        },
      ];
    }
    case 'ATTACH':
      return [
        {
          type: 'file',
          name: 'file',
          label: t('fields:file'),
          hint: t('sites:form.file'),
          accept: ACCEPT_FILES,
          multiple: true,
        },
      ];
    case 'VISIT':
      return visitFields(form);
    case 'RECORD_COPY':
      return [
        {
          type: 'select',
          name: 'department',
          label: t('fields:department'),
          options: [
            { value: '', text: t('sites:form.choose'), chosen: true },
            ...form.shown.departments
              .filter(({ id }) => id !== facts.department)
              .map(({ id, name: text }) => ({ value: id, text })),
          ],
        },
        { type: 'text', name: 'practice', label: t('fields:practice'), hint: t('sites:form.practice'), required: true },
        { type: 'date', name: 'by', label: t('fields:by'), optional: true },
      ];
    case 'RETIRE':
    case 'WITHDRAW_EVIDENCE':
      return [{ type: 'textarea', name: 'reason', label: t('fields:reason'), rows: 2, required: true }];
    case 'REPORT_READY':
    case 'FEATURE':
    case 'COPY_DONE':
      return [];
  }
}
