/** 限时办结制 as published regulations state it (HANDBOOK 2.2). */
import type { PackArticle } from '../pack.js';
import { PAUSE_REASONS } from '../rules.js';
import { article } from './article.js';
import {
  electronicSupervision,
  excludedTime,
  licensingAct,
  nextDayStart,
  noStatuteLimit,
  otherMatters,
  promiseHebei,
  shijiazhuang,
} from './sources.js';

const of = article('timeLimits');

export const TIME_LIMITS: PackArticle[] = [
  of('tl-promise', '承诺时限', '承诺时限不长于法定时限，向社会公布。', promiseHebei(''), {
    promiseAgainstStatute: 'atMost',
  }),
  of('tl-no-statute', '无法定时限', '法律法规没有规定时限的，承诺时限不超过二十个工作日。', noStatuteLimit(''), {
    mostWithoutStatute: 20,
  }),
  of('tl-count', '起算', '时限以工作日计算，自受理的次日起算；补正的，自材料补齐的次日起算。', nextDayStart(''), {
    countFrom: 'nextDay',
  }),
  of(
    'tl-correction',
    '一次性告知补正',
    '材料不齐的，当场或者五个工作日内一次告知全部补正内容；逾期不告知的，自收到材料之日起即为受理。',
    licensingAct('第三十二条'),
    { correctionWithin: 5 },
  ),
  of(
    'tl-excluded',
    '不计入时限',
    '听证、招标、拍卖、检验、检测、检疫、勘验、鉴定和专家评审所需时间不计入时限，所需时间书面告知申请人。',
    licensingAct('第四十五条'),
    { pauseReasons: [...PAUSE_REASONS] },
  ),
  of(
    'tl-extension',
    '延期的提出',
    '延期应当在时限届满之前提出，说明理由和新的办结日期并告知申请人；届满后提出的，按超时办理。',
    excludedTime(''),
    { extensionAskedBefore: 0 },
  ),
  of(
    'tl-extension-permit',
    '许可的延期',
    '许可事项二十个工作日内不能决定的，经本行政机关负责人批准，可以延长十个工作日，只延长一次。',
    licensingAct('第四十二条'),
    { extensionMostPermit: 10, extensions: 1, extensionApprover: 'departmentLeader' },
  ),
  of('tl-extension-other', '其他事项的延期', '其他事项的延期不超过二十个工作日。', otherMatters(''), {
    extensionMost: 20,
  }),
  of('tl-deliver', '送达', '作出决定后十个工作日内送达或者颁发证件。', licensingAct('第四十四条'), {
    deliverWithin: 10,
  }),
  of('tl-hint', '临期提示', '承诺时限届满前一个工作日发出提示信号。', electronicSupervision(''), { nearDue: 1 }),
  of(
    'tl-silence',
    '默认同意',
    '对下级请示逾期不答复的，视为同意；当事人未按约定时间到场的，视为按时办结。',
    excludedTime(''),
    { silenceIsConsent: ['instruction'] },
  ),
  of(
    'tl-deemed-overdue',
    '视为超时',
    '无正当理由不受理、应答复不答复、届满后才申请延期、办结后不按时送达的，按超时办理处理。',
    excludedTime(''),
  ),
  of('tl-words', '时限表用语', '公布的时限表不得使用“等、其他、相关、有关、必要”一类模糊用语。', shijiazhuang(''), {
    vagueWords: ['等', '其他', '相关', '有关', '必要'],
  }),
];
