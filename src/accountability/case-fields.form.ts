/** The fields of every form about a case. */
import { type CaseFacts, RANKS, REMEDY_RESULTS } from '../../workflows/accountability/case.js';
import type { CaseAction } from '../../workflows/accountability/case.machine.js';
import { BREACHES } from '../../workflows/accountability/clue.js';
import { rulesFor } from '../../workflows/accountability/deadlines.js';
import type { Moment } from '../../workflows/moment.js';
import { ADDRESSEES } from '../../workflows/packs/rules.js';
import type { Field, Option } from '../http/components/form.js';
import type { Reader } from '../http/reason-text.js';

export interface Choice {
  id: string;
  name: string;
}

/** What the forms of events offer. */
export interface CaseChoices {
  /** People of the department concerned. */
  concerned: readonly Choice[];
  /** Whoever could investigate or decide. */
  everybody: readonly Choice[];
  /** What a decision rests on and how it can be contested, as the pack says; a draft for the decider. */
  basis: string;
  rights: string;
}

const label = (name: string, { t }: Reader) => ({ name, label: t(`fields:${name}`) });

function people(name: string, from: readonly Choice[], chosen: string, reader: Reader, hint = ''): Field {
  const first = { value: '', text: reader.t('cases:choose') };
  const options = from.map(({ id, name: text }) => ({ value: id, text, chosen: id === chosen }));
  return { type: 'select', ...label(name, reader), ...(hint ? { hint } : {}), options: [first, ...options] };
}

function words(name: string, reader: Reader, more: Partial<Field> = {}): Field {
  return { type: 'textarea', ...label(name, reader), rows: 3, required: true, ...more };
}

function choice(name: string, values: readonly string[], text: (value: string) => string, reader: Reader): Field {
  return { type: 'select', ...label(name, reader), options: values.map((value) => ({ value, text: text(value) })) };
}

/** The registration of a clue by hand. */
export function reportFields(departments: readonly Choice[], everybody: readonly Choice[], reader: Reader): Field[] {
  const { t, today } = reader;
  return [
    people('department', departments, '', reader),
    choice('breach', BREACHES, (breach) => t(`cases:breach.${breach}`), reader),
    people('personConcerned', everybody, '', reader, t('cases:hint.personConcerned')),
    { type: 'date', ...label('on', reader), hint: t('cases:hint.happenedOn'), max: today, required: true },
    { type: 'text', ...label('sourceCode', reader), hint: t('cases:hint.sourceCode'), optional: true, maxlength: 40 },
    words('told', reader, { rows: 5, maxlength: 4_000, hint: t('cases:hint.told') }),
  ];
}

/** No form is chosen beforehand, whatever was proposed: a person chooses it. */
function measureFields(facts: CaseFacts, moment: Moment, reader: Reader): Field[] {
  const { t } = reader;
  const { sanctions, admonitionLeast: least, admonitionMost: most } = rulesFor(facts, moment);
  const options: Option[] = [
    { value: '', text: t('cases:choose') },
    ...sanctions.map((value) => ({ value, text: t(`packs:sanction.${value}`) })),
  ];
  return [
    { type: 'select', ...label('form', reader), options },
    {
      type: 'number',
      ...label('months', reader),
      hint: t('cases:hint.months', { least, most }),
      min: 0,
      max: 60,
      optional: true,
    },
  ];
}

function remedyFields(facts: CaseFacts, moment: Moment, reader: Reader): Field[] {
  const { t } = reader;
  const [form, months] = measureFields(facts, moment, reader);
  return [
    {
      type: 'radios',
      ...label('result', reader),
      options: REMEDY_RESULTS.map((value) => ({ value, text: t(`cases:result.${value}`) })),
    },
    { ...(form as Field), hint: t('cases:hint.lighter') },
    months as Field,
    words('reason', reader),
  ];
}

/** The fields of an event's form. */
export function caseEventFields(
  event: CaseAction,
  facts: CaseFacts,
  choices: CaseChoices,
  moment: Moment,
  reader: Reader,
): Field[] {
  const { t, today } = reader;
  const { concerned, everybody } = choices;
  const rank = (name: string) => choice(name, RANKS, (value) => t(`cases:rank.${value}`), reader);
  const reason = words('reason', reader);
  switch (event) {
    case 'ACCEPT':
      return [
        people('personConcerned', concerned, facts.clue.subject?.id ?? '', reader, t('cases:hint.unitHead')),
        rank('subjectRank'),
        choice('addressee', ADDRESSEES, (value) => t(`packs:addressee.${value}`), reader),
        people('investigator', everybody, '', reader, t('cases:hint.fourPeople')),
        people('decider', everybody, '', reader),
        rank('deciderRank'),
      ];
    case 'RECUSE':
      return [
        choice('role', ['investigator', 'decider'], (value) => t(`fields:${value}`), reader),
        people('successor', everybody, '', reader),
        {
          ...rank('deciderRank'),
          hint: t('cases:hint.deciderRank'),
          optional: true,
          options: [
            { value: '', text: t('cases:choose') },
            ...RANKS.map((value) => ({ value, text: t(`cases:rank.${value}`) })),
          ],
        },
        reason,
      ];
    case 'PROPOSE': {
      const { aggravating, mitigating } = rulesFor(facts, moment);
      const boxes = (name: 'aggravating' | 'mitigating', values: readonly string[]): Field => ({
        type: 'checkboxes',
        ...label(name, reader),
        optional: true,
        options: values.map((value) => ({ value, text: t(`packs:${name}.${value}`) })),
      });
      return [
        words('finding', reader, { rows: 5 }),
        words('exemptionTest', reader, { hint: t('cases:hint.exemptionTest') }),
        ...measureFields(facts, moment, reader),
        boxes('aggravating', aggravating),
        boxes('mitigating', mitigating),
      ];
    }
    case 'NOT_PURSUE': {
      const { exemptions } = rulesFor(facts, moment);
      const options = [
        { value: '', text: t('cases:noExemption') },
        ...exemptions.map((value) => ({ value, text: t(`packs:exemption.${value}`) })),
      ];
      return [{ type: 'select', ...label('exemption', reader), options }, reason];
    }
    case 'HEAR':
      return [
        { type: 'date', ...label('on', reader), value: today, max: today, required: true },
        words('statement', reader, { rows: 5, hint: t('cases:hint.statement') }),
      ];
    case 'DECIDE':
      return [
        words('facts', reader, { rows: 5, value: facts.finding, required: false }),
        words('reasons', reader, { required: false }),
        words('basis', reader, { value: choices.basis, required: false }),
        ...measureFields(facts, moment, reader),
        words('rights', reader, { value: choices.rights, required: false }),
      ];
    case 'SERVE':
      return [{ type: 'date', ...label('on', reader), value: today, max: today, required: true }];
    case 'REPORT_EXECUTION':
      return [words('execution', reader, { hint: t('cases:hint.execution') })];
    case 'REQUEST_REVIEW':
    case 'APPEAL':
      return [words('grounds', reader, { hint: t('cases:hint.noStay') })];
    case 'DECIDE_REVIEW':
    case 'DECIDE_APPEAL':
      return remedyFields(facts, moment, reader);
    case 'LIFT':
      return [words('note', reader)];
    default:
      return [reason];
  }
}
