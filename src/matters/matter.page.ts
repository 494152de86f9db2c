/** The card of a matter: the sum behind its date on screen, what can be done, what stopped or moved the clock, its story. */
import { matterLayout } from '../../workflows/matters/layout.js';
import { askedExtension, type MatterFacts } from '../../workflows/matters/matter.js';
import { MATTER_ACTIONS, type MatterAction, matterWorkflow } from '../../workflows/matters/matter.machine.js';
import { type CardAgain, type CardKind, type CardShown, cardActs, cardStory } from '../cards/card.page.js';
import { lightView } from '../http/components/light.js';
import { type Reader, reasonTexts } from '../http/reason-text.js';
import { may } from '../people/policy.js';
import { formatDate, formatInstant } from '../platform/i18n.js';
import type { LogEntry } from '../records/record.js';
import { subjectOf } from './matter.kind.js';
import { type EventChoices, matterEventFields } from './matter-fields.form.js';
import { limitText, sumBasis, sumOf, sumRows } from './matter-sum.page.js';

export type MatterShown = CardShown<MatterFacts> & { campaign: { id: string; title: string }; choices: EventChoices };

const TAGS: Record<string, string> = { submitted: 'now', accepted: 'now', decided: 'now', delivered: 'done' };

/** Everything an event says beside its title: whom, what, why, until when. */
function details({ type, payload }: LogEntry, reader: Reader): string[] {
  const { t, locale, today } = reader;
  const { to, on, missing, papers, days, outcome, ground, expectedDays, reason } = payload;
  const name = (to as { name?: unknown } | undefined)?.name;
  const list = (of: unknown) => (Array.isArray(of) && !('code' in payload) ? [of.join(t('common:listSeparator'))] : []);
  const said = ['text', 'basis', 'notice', 'remark', 'note', 'delivery'].map((key) => payload[key]);
  const why = typeof reason === 'string' ? (type === 'PAUSE' ? t(`packs:pauseReason.${reason}`) : reason) : '';
  return [
    ...(typeof name === 'string' ? [name] : []),
    ...(typeof on === 'string' ? [formatDate(locale, on, today)] : []),
    ...list(missing),
    ...list(papers),
    ...(typeof days === 'number' ? [t('matters:days', { count: days })] : []),
    ...(typeof outcome === 'string' ? [t(`matters:outcome.${outcome}`)] : []),
    ...(typeof ground === 'string' ? [t(`matters:ground.${ground}`)] : []),
    why,
    ...said,
    ...(typeof expectedDays === 'number' ? [t('matters:expected', { count: expectedDays })] : []),
  ].filter((one): one is string => typeof one === 'string' && one !== '');
}

function matterCard({ choices, record }: MatterShown): CardKind<MatterFacts, MatterAction> {
  const asked = askedExtension(record.facts) !== undefined;
  return {
    area: 'matters',
    base: '/matters',
    workflow: matterWorkflow,
    layout: matterLayout,
    // While nothing is asked for there is nothing to grant.
    actions: MATTER_ACTIONS.filter((event) => asked || !/_EXTENSION$/.test(event) || event === 'REQUEST_EXTENSION'),
    grave: ['WITHDRAW', 'NOT_ACCEPT'],
    may: ({ moment }, event) => may(moment.actor, `matter.${event}`, subjectOf(record.facts)),
    fields: (event, _shown, reader) => matterEventFields(event, choices, reader),
    details,
  };
}

/** The code of what a matter came from, with the way to it. */
export function sourceLink({ source }: Pick<MatterFacts, 'source'>, { t }: Reader) {
  if (!source) return null;
  const base = source.kind === 'inquiry' ? '/inquiries' : '/tasks';
  return { name: t(`matters:source.${source.kind}`), text: source.code, href: `${base}/${source.id}` };
}

function about({ record, names }: MatterShown, reader: Reader) {
  const { t, locale, today } = reader;
  const { facts } = record;
  const { item, applicant, papers, handler, department } = facts;
  const from = sourceLink(facts, reader);
  return [
    { name: t('matters:item'), text: item.title, sub: t(`packs:matterKind.${item.kind}`) },
    { name: t('fields:applicant'), text: applicant.name, ...(applicant.contact ? { sub: applicant.contact } : {}) },
    {
      name: t('matters:papers'),
      text: papers.length > 0 ? papers.join(t('common:listSeparator')) : t('matters:noPapers'),
    },
    { name: t('matters:receivedAt'), text: formatInstant(locale, facts.receivedAt, today) },
    { name: t('matters:department'), text: names.get(department) ?? department, href: `/departments/${department}` },
    { name: t('matters:handler'), text: handler.name },
    ...(from ? [from] : []),
  ];
}

/** What came of it: decision, delivery, refusal, consent, and what was deemed late. */
function outcome({ record }: MatterShown, { t, locale, today }: Reader) {
  const {
    decision,
    deliveredOn,
    delivery,
    notAccepted,
    consentedOn,
    absence,
    overdueOn,
    deemedOverdue,
    withdrawReason,
  } = record.facts;
  const day = (on: string) => formatDate(locale, on, today);
  const rows: { name: string; text: string; sub?: string; strong?: boolean }[] = [];
  if (decision) {
    rows.push(
      {
        name: t(`matters:outcome.${decision.outcome}`),
        text: decision.text,
        sub: [day(decision.on), decision.by].join(' · '),
        strong: true,
      },
      { name: t('fields:basis'), text: decision.basis },
    );
  }
  if (deliveredOn) rows.push({ name: t('matters:state.delivered'), text: delivery, sub: day(deliveredOn) });
  if (notAccepted) {
    rows.push({
      name: t(`matters:ground.${notAccepted.ground}`),
      text: notAccepted.reason,
      sub: day(notAccepted.on),
      strong: true,
    });
  }
  if (consentedOn)
    rows.push({ name: t('matters:state.consented'), text: t('matters:consentedBySilence'), sub: day(consentedOn) });
  if (overdueOn)
    rows.push({ name: t('matters:overdue'), text: t('matters:overdueFrom', { on: day(overdueOn) }), strong: true });
  for (const { breach, on } of deemedOverdue) {
    rows.push({ name: t('matters:deemed'), text: t(`matters:deemedReason.${breach}`), sub: day(on), strong: true });
  }
  if (absence) rows.push({ name: t('matters:absence'), text: absence.note, sub: day(absence.on) });
  if (withdrawReason) rows.push({ name: t('matters:state.withdrawn'), text: withdrawReason });
  return rows;
}

/** The notice of what is missing, each pause and each extension, the latest last. */
function stops({ record }: MatterShown, reader: Reader) {
  const { t, locale, today } = reader;
  const { correction, pauses, extensions, item } = record.facts;
  const day = (on: string) => formatDate(locale, on, today);
  return [
    ...(correction
      ? [
          {
            name: t('matters:correction'),
            text: correction.missing.join(t('common:listSeparator')),
            sub: [
              day(correction.on),
              correction.by,
              correction.suppliedOn
                ? t('matters:suppliedOn', { on: day(correction.suppliedOn) })
                : t('matters:notSupplied'),
            ].join(' · '),
          },
        ]
      : []),
    ...pauses.map(({ from, to, reason, notice, expectedDays, by }) => ({
      name: t('matters:pause', { reason: t(`packs:pauseReason.${reason}`) }),
      text: to
        ? t('matters:pausedBetween', { from: day(from), to: day(to) })
        : t('matters:pausedSince', { from: day(from) }),
      sub: [notice, t('matters:expected', { count: expectedDays }), by].join(' · '),
    })),
    ...extensions.map(({ askedOn, askedBy, n, reason, state, decidedOn, decidedBy, remark }) => ({
      name: t(`matters:extension.${state}`, { days: limitText({ n, unit: item.promised.unit }, reader) }),
      text: reason,
      sub: [
        t('matters:askedBy', { on: day(askedOn), name: askedBy.name }),
        ...(decidedOn ? [t('matters:decidedBy', { on: day(decidedOn), name: decidedBy })] : []),
        remark,
      ]
        .filter(Boolean)
        .join(' · '),
    })),
  ];
}

const FIRST: Partial<Record<string, MatterAction>> = {
  submitted: 'ACCEPT',
  correction: 'SUPPLY',
  accepted: 'DECIDE',
  paused: 'RESUME',
  decided: 'DELIVER',
};

export function matterPage(shown: MatterShown, reader: Reader, again: CardAgain) {
  const { t, locale, today } = reader;
  const { record, campaign, names, moment } = shown;
  const { facts, state, light } = record;
  const [why] = reasonTexts([light.reason], reader);
  const kind = matterCard(shown);
  const sum = sumOf(facts, moment);
  const href = `/matters/${record.id}`;
  return {
    page: { title: facts.title },
    head: {
      crumbs: [{ text: t('common:nav.matters'), href: `/matters?campaign=${campaign.id}` }, { text: facts.code }],
      title: facts.title,
      lead: why ?? '',
      facts: [
        { label: t('matters:department'), text: names.get(facts.department) ?? facts.department },
        ...(sum ? [{ label: t('matters:sum.due'), text: formatDate(locale, sum.due, today) }] : []),
      ],
      tags: [
        { text: t(`matters:state.${state}`), kind: TAGS[state] ?? '' },
        ...(facts.item.onTheSpot ? [{ text: t('matters:onTheSpot') }] : []),
      ],
      light: lightView(t, light.colour, why ? { why } : {}),
      actions: [
        { text: t('matters:printReceipt'), href: `${href}/receipt`, kind: 'second' },
        ...(facts.correction ? [{ text: t('matters:printNotice'), href: `${href}/notice`, kind: 'second' }] : []),
      ],
    },
    acts: cardActs(kind, shown, reader, again, FIRST[state] ?? ''),
    sum: { caption: t('matters:sum.title'), items: sumRows(facts, moment, reader) },
    basis: sumBasis(facts, moment, reader),
    about: about(shown, reader),
    outcome: outcome(shown, reader),
    stops: stops(shown, reader),
    story: cardStory(kind, shown, reader),
  };
}
