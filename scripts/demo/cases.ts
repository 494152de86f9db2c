/** Cases of accountability in the demonstration: what people reported by hand in May, and how far each has come. */
import type { Wiring } from '../../src/wiring.js';
import type { CivilDate } from '../../workflows/dates.js';
import type { Actor } from '../../workflows/moment.js';
import type { Cast } from './people.js';

type Part = 'office' | 'investigator' | 'decider' | 'subject' | 'head';
interface Step {
  on: CivilDate;
  by: Part;
  type: string;
  body: Record<string, string | string[]>;
}

interface Reported {
  on: CivilDate;
  /** Department of who reports it, and of whom it is about. */
  from: string;
  about: string;
  breach: string;
  happenedOn: CivilDate;
  told: string;
  steps: Step[];
}

/** Taken up two days after the report; the parts are filled in below. */
const accept = (on: CivilDate): Step => ({
  on,
  by: 'office',
  type: 'ACCEPT',
  body: { subjectRank: 'staff', addressee: 'civilServant', deciderRank: 'head' },
});
const exemptionTest = '当事人没有弄虚作假，有明确规定，也没有意外事件或者不可抗力，均不适用。';

const REPORTED: Reported[] = [
  {
    on: '2026-05-11',
    from: 'publicity-department',
    about: 'housing-bureau',
    breach: 'refused',
    happenedOn: '2026-05-08',
    told: '5月8日下午，群众到窗口办理物业维修资金使用备案，材料齐全，窗口以“月底再来”为由拒收，没有出具任何书面说明。',
    steps: [
      accept('2026-05-13'),
      {
        on: '2026-05-19',
        by: 'investigator',
        type: 'PROPOSE',
        body: {
          finding: '经查阅窗口录像和取号记录，5月8日15时20分拒收材料属实，材料当时已齐全。',
          exemptionTest,
          form: 'writtenAdmonition',
          months: '3',
          mitigating: ['cooperation', 'selfCorrection'],
        },
      },
      {
        on: '2026-05-20',
        by: 'investigator',
        type: 'HEAR',
        body: { on: '2026-05-20', statement: '承认当时处理不当，次日已电话通知群众并补收材料。' },
      },
      {
        on: '2026-05-22',
        by: 'decider',
        type: 'DECIDE',
        body: {
          facts: '5月8日15时20分，窗口对材料齐全的备案申请拒收，没有书面说明。',
          reasons: '属本岗职责，无正当理由拒绝受理；次日主动纠正，从轻处理。',
          basis: '浙江省影响机关工作效能行为责任追究规定（追究方式）',
          form: 'writtenAdmonition',
          months: '3',
          rights:
            '自送达之日起30日内可以申请复核；不服复核决定的，15日内可以申诉。复核、申诉期间不停止执行，不加重处理。',
        },
      },
      { on: '2026-05-25', by: 'head', type: 'SERVE', body: { on: '2026-05-25' } },
      {
        on: '2026-06-01',
        by: 'subject',
        type: 'REQUEST_REVIEW',
        body: { grounds: '次日已主动联系群众并办结，请求减轻处理。' },
      },
    ],
  },
  {
    on: '2026-05-06',
    from: 'efficiency-office',
    about: 'service-centre',
    breach: 'noOneTimeNotice',
    happenedOn: '2026-04-29',
    told: '4月29日，同一申请人为同一事项往返三次，每次被告知缺少的材料都不同。',
    steps: [
      accept('2026-05-07'),
      {
        on: '2026-05-12',
        by: 'investigator',
        type: 'PROPOSE',
        body: {
          finding: '三次告知的材料不一致属实，没有使用一次性告知书。',
          exemptionTest,
          form: 'criticism',
          months: '0',
          mitigating: ['cooperation'],
        },
      },
      {
        on: '2026-05-13',
        by: 'investigator',
        type: 'HEAR',
        body: { on: '2026-05-13', statement: '没有异议，已整改告知单。' },
      },
      {
        on: '2026-05-14',
        by: 'decider',
        type: 'DECIDE',
        body: {
          facts: '对同一事项三次告知，内容不一致，没有使用一次性告知书。',
          reasons: '违反一次性告知的要求，情节较轻，配合调查。',
          basis: '浙江省影响机关工作效能行为责任追究规定（追究方式）',
          form: 'criticism',
          months: '0',
          rights: '自送达之日起30日内可以申请复核；不服复核决定的，15日内可以申诉。',
        },
      },
      { on: '2026-05-15', by: 'head', type: 'SERVE', body: { on: '2026-05-15' } },
      {
        on: '2026-05-20',
        by: 'head',
        type: 'REPORT_EXECUTION',
        body: { execution: '5月19日在本单位工作例会上批评教育，告知单已统一修订。' },
      },
    ],
  },
  {
    on: '2026-05-18',
    from: 'publicity-department',
    about: 'service-centre',
    breach: 'badAttitude',
    happenedOn: '2026-05-15',
    told: '群众反映5月15日上午窗口人员说话生硬，没有说清是哪个窗口。',
    steps: [
      {
        on: '2026-05-20',
        by: 'office',
        type: 'NOT_ACCEPT',
        body: { reason: '时间、窗口、人员均不明确，录像没有发现所述情形，已向反映人说明。' },
      },
    ],
  },
  {
    on: '2026-05-25',
    from: 'efficiency-office',
    about: 'housing-bureau',
    breach: 'falseReport',
    happenedOn: '2026-05-21',
    told: '5月21日报送的进展与现场核查不一致，报送已完成的两项，现场没有完成。',
    steps: [accept('2026-05-27')],
  },
  {
    on: '2026-06-01',
    from: 'publicity-department',
    about: 'housing-bureau',
    breach: 'passedTheBuck',
    happenedOn: '2026-05-29',
    told: '5月29日，群众咨询小区加装电梯，先后被引到三个科室，没有人答复。',
    steps: [],
  },
];

/** Cases under way. */
export type CasesUnderWay = { id: string; reported: Reported }[];

/** What is reported on a day, and the next steps of what was reported before. */
export async function heldToAccount(
  { wiring, cast, campaign }: { wiring: Wiring; cast: Cast; campaign: string },
  underWay: CasesUnderWay,
  day: CivilDate,
): Promise<void> {
  for (const reported of REPORTED.filter(({ on }) => on === day)) {
    const { from, about, breach, happenedOn, told } = reported;
    const { id } = await wiring.reportClue({
      campaign,
      body: { department: about, breach, on: happenedOn, told },
      actor: from === 'efficiency-office' ? cast.office : cast.liaison(from),
      idempotencyKey: `demo-case-${reported.on}-${about}`,
    });
    underWay.push({ id, reported });
  }
  for (const { id, reported } of underWay) {
    const { about, steps } = reported;
    const parts: Record<Part, Actor> = {
      office: reported.from === 'efficiency-office' ? cast.leader : cast.office,
      investigator: cast.head('supervision-bureau'),
      decider: cast.head('human-resources-bureau'),
      subject: cast.liaison(about),
      head: cast.head(about),
    };
    for (const { by, type, body } of steps.filter(({ on }) => on === day)) {
      const named = {
        personConcerned: parts.subject.id,
        investigator: parts.investigator.id,
        decider: parts.decider.id,
      };
      const whole = type === 'ACCEPT' ? { ...body, ...named } : body;
      await wiring.putCaseEvent({ id, type, body: whole, actor: parts[by] });
    }
  }
}
