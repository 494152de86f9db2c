/** 首问负责制 as published regulations state it (HANDBOOK 2.1). */
import type { PackArticle } from '../pack.js';
import { article } from './article.js';
import {
  anyangServices,
  firstContactQuery,
  firstContactReceipt,
  firstContactTianjin,
  weifangHotline,
  windowPapers,
} from './sources.js';

const of = article('firstContact');

export const FIRST_CONTACT: PackArticle[] = [
  of(
    'fc-who',
    '首问责任人',
    '群众来访、来电、来信或网上询问时，最先被问到的工作人员是首问责任人，登记后不得更换。',
    firstContactTianjin(''),
  ),
  of(
    'fc-own',
    '本人职责',
    '属本人职责的当场办理；暂不能办的，一次性告知所缺材料、程序和时限。',
    firstContactTianjin(''),
  ),
  of(
    'fc-hand-over',
    '本单位其他岗位',
    '属本单位其他岗位的，当日带到或者移交承办人；承办人不在的，代为登记转达。承办人在规定时间内接收或者说明理由退回。',
    windowPapers(''),
    { handOverWithin: 0 },
  ),
  of(
    'fc-refer',
    '其他单位',
    '不属本单位的，告知负责单位的名称、地址和电话，并说明理由，记录在案。',
    firstContactQuery(''),
  ),
  of(
    'fc-designate',
    '退回两次的指定办理',
    '职责不清或者两次被退回的，报效能办指定承办人，被指定的不得再退回。',
    weifangHotline('第二十二条'),
    { bouncesBeforeDesignation: 2 },
  ),
  of(
    'fc-register',
    '登记',
    '登记来访时间、姓名、联系方式、事项、收取的材料、首问责任人和承办人，来访人签字确认。',
    firstContactReceipt(''),
  ),
  of(
    'fc-receipt',
    '回执',
    '不能当场办结的，出具回执，写明首问责任人及电话、承诺答复日期和投诉电话。',
    firstContactReceipt(''),
  ),
  of('fc-answer', '答复时限', '承诺的答复日期不超过五个工作日。', anyangServices('第五十条'), { answerWithin: 5 }),
  of('fc-defence', '查询与申辩', '来访人可以查询办理情况、可以投诉；承办人可以申辩。', firstContactQuery('')),
];
