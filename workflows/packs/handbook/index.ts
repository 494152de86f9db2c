/** The pack that is shipped, built from the handbook: a starting point, every number of which a campaign can change. */
import type { RulePack } from '../pack.js';
import { ACCOUNTABILITY } from './accountability.js';
import { article } from './article.js';
import { FIRST_CONTACT } from './first-contact.js';
import { electronicSupervision, speech001, startingPoint } from './sources.js';
import { TIME_LIMITS } from './time-limits.js';

const supervision = article('timeLimits');

export const HANDBOOK_PACK: RulePack = {
  key: 'three-systems',
  version: 1,
  title: '三项制度规则包（首问负责制、限时办结制、责任追究制）',
  source: '种子文件001；各地公开规定',
  systems: [
    { key: 'firstContact', title: '首问负责制' },
    { key: 'timeLimits', title: '限时办结制' },
    { key: 'accountability', title: '责任追究制' },
  ],
  articles: [
    ...FIRST_CONTACT,
    ...TIME_LIMITS,
    ...ACCOUNTABILITY,
    supervision(
      'su-rating',
      '季度评级',
      '按季度评定优、良、合格、不合格，不合格的发监察建议书。',
      electronicSupervision(''),
    ),
    supervision(
      'su-formula',
      '评级分值',
      '按时办结率占六十分，首问按期答复率占二十五分，未被退回率占十五分；九十五分以上为优，八十五分以上为良，七十分以上为合格；办件不足十件的不评级。',
      startingPoint(''),
      {
        ratingOnTime: 60,
        ratingAnswered: 25,
        ratingNotBounced: 15,
        ratingExcellent: 95,
        ratingGood: 85,
        ratingPass: 70,
        ratingLeast: 10,
      },
    ),
    supervision(
      'su-booklet',
      '三项制度小册子',
      '各部门小册子由自治区制度和本单位实施办法两部分组成，每十二个月复核一次。',
      speech001(''),
      { bookletReviewAfter: 12 },
    ),
  ],
};
