/** Pages of campaigns: the list, opening one from a template, one campaign with its rules. */
import { CAMPAIGN_ACTIONS, campaignMachine, campaignWorkflow } from '../../workflows/campaigns/campaign.machine.js';
import type { Actor, Moment } from '../../workflows/moment.js';
import { versionName } from '../../workflows/packs/packs.js';
import { eventsIn, reasonsAgainst } from '../../workflows/step.js';
import { errorSummary, errorsByField, field } from '../http/components/form.js';
import { conflictOf } from '../http/conflict.page.js';
import type { FormAgain } from '../http/form-again.js';
import { type Possible, plainDrawing, plainTimeline, refusedOnes } from '../http/plain-record.page.js';
import type { Reader } from '../http/reason-text.js';
import { may } from '../people/policy.js';
import type { PhaseRecord } from '../phases/phase.query.js';
import { formatDate, formatDateLong } from '../platform/i18n.js';
import type { LogEntry } from '../records/record.js';
import type { CampaignRecord } from './campaign.query.js';
import { AUDIENCES, RAISING } from './put-campaign-event.js';

export function campaignListPage(campaigns: readonly CampaignRecord[], actor: Actor, reader: Reader) {
  const { t, locale } = reader;
  return {
    page: { title: t('campaigns:title') },
    head: {
      title: t('campaigns:title'),
      actions: may(actor, 'campaign.create').allowed
        ? [{ text: t('campaigns:open'), href: '/campaigns/new', kind: 'first' }]
        : [],
    },
    table: {
      caption: t('campaigns:title'),
      columns: ['title', 'state', 'startOn', 'inspection', 'overview'].map((name) => ({
        text: t(`campaigns:column.${name}`),
      })),
      rows: campaigns.map(({ id, state, facts }) => ({
        cells: [
          { text: facts.title, href: `/campaigns/${id}`, heading: true, sub: facts.region },
          { text: t(`campaigns:state.${state}`) },
          { text: formatDateLong(locale, facts.startOn) },
          { text: facts.inspection ? formatDateLong(locale, facts.inspection.date) : t('campaigns:noDate') },
          { text: t('campaigns:toOverview'), href: `/?campaign=${id}` },
        ],
      })),
      empty: t('campaigns:none'),
    },
  };
}

export interface CampaignShown {
  campaign: CampaignRecord;
  phases: readonly PhaseRecord[];
  history: readonly LogEntry[];
  openPhases: number;
  actor: Actor;
  moment: Moment;
}

function possible({ campaign, openPhases, actor, moment }: CampaignShown): Possible[] {
  if (!may(actor, 'campaign.event').allowed) return [];
  const known = new Set(eventsIn(campaignMachine, campaign.state));
  return CAMPAIGN_ACTIONS.filter((event) => known.has(event)).map((event) => ({
    event,
    reasons: reasonsAgainst(
      campaignWorkflow,
      campaign.state,
      campaign.facts,
      event,
      moment,
      event === 'CONCLUDE' ? { type: 'CONCLUDE', openPhases } : undefined,
    ),
  }));
}

const BUTTONS = ['START', 'AWAIT_INSPECTION', 'CONCLUDE', 'ARCHIVE'] as const;

export function campaignPage(shown: CampaignShown, reader: Reader, again: (FormAgain & { event: string }) | null) {
  const { t, locale } = reader;
  const { campaign, phases, history, moment } = shown;
  const { facts, state, rev, id } = campaign;
  const { settings } = facts;
  const pack = moment.packs.current;
  const can = possible(shown);
  const open = (event: string) => can.some((one) => one.event === event && one.reasons.length === 0);
  const post = (event: string) => `/campaigns/${id}/events/${event}`;
  const stateOf = (event: string) =>
    again?.event === event
      ? { typed: again.typed, errors: errorsByField(reader, again.reasons), idPrefix: `${event}-` }
      : { idPrefix: `${event}-` };
  const conflict = conflictOf(again, 'campaigns', reader);
  const label = (name: string) => ({ label: t(`campaigns:field.${name}`) });
  const number = (name: string, value: number) =>
    field({ type: 'number', name, ...label(name), min: 0, max: 100, value }, stateOf('CHANGE_SETTINGS'));
  const hears = RAISING.map((colour) =>
    field(
      {
        type: 'checkboxes',
        name: colour,
        label: t('campaigns:hears', { light: t(`common:light.${colour}`) }),
        options: AUDIENCES.map((one) => ({
          value: one,
          text: t(`campaigns:audience.${one}`),
          chosen: settings.lights.raises[colour].includes(one),
        })),
      },
      stateOf('CHANGE_SETTINGS'),
    ),
  );
  return {
    page: { title: facts.title },
    head: {
      crumbs: [{ text: t('campaigns:title'), href: '/campaigns' }, { text: facts.title }],
      title: facts.title,
      lead: `${facts.region} · ${formatDateLong(locale, facts.startOn)}`,
      tags: [{ text: t(`campaigns:state.${state}`), kind: 'now' }],
      facts: [
        { text: t('campaigns:toOverview'), href: `/?campaign=${id}` },
        { text: t('campaigns:toIndicators'), href: `/indicators?campaign=${id}` },
        { text: t('campaigns:toPacks'), href: `/packs/compare?campaign=${id}&a=${versionName(pack)}` },
        { text: t('campaigns:toCompare'), href: `/campaigns/${id}/compare` },
        ...(may(shown.actor, 'campaign.create').allowed
          ? [{ text: t('campaigns:saveTemplate'), href: `/campaigns/${id}/template` }]
          : []),
        ...(may(shown.actor, 'plan.import').allowed
          ? [{ text: t('campaigns:toPlans'), href: `/campaigns/${id}/plans` }]
          : []),
      ],
    },
    conflict,
    errors: again && !conflict ? errorSummary(reader, again.reasons, `${again.event}-`) : null,
    rev,
    buttons: BUTTONS.filter(open).map((event) => ({
      action: post(event),
      text: t(`campaigns:event.${event}`),
      fields: [{ name: 'rev', value: rev }],
    })),
    refused: refusedOnes(can, 'campaigns', reader),
    nothing: t('common:nothingToDo'),
    forms: [
      ...(open('RECORD_INSPECTION')
        ? [
            {
              event: 'RECORD_INSPECTION',
              fields: [
                field({ type: 'textarea', name: 'remark', rows: 3, ...label('remark') }, stateOf('RECORD_INSPECTION')),
              ],
            },
          ]
        : []),
      ...(open('EDIT')
        ? [
            {
              event: 'EDIT',
              fields: [
                field({ type: 'text', name: 'title', ...label('title'), value: facts.title }, stateOf('EDIT')),
                field(
                  { type: 'date', name: 'inspectionOn', ...label('inspectionOn'), value: facts.inspection?.date ?? '' },
                  stateOf('EDIT'),
                ),
                field(
                  { type: 'text', name: 'inspectionBy', ...label('inspectionBy'), value: facts.inspection?.by ?? '' },
                  stateOf('EDIT'),
                ),
              ],
            },
          ]
        : []),
      ...(open('CHANGE_SETTINGS')
        ? [
            {
              event: 'CHANGE_SETTINGS',
              fields: [
                number('nearDue', settings.lights.nearDue),
                number('behindBy', settings.lights.behindBy),
                number('acknowledgeWithin', settings.acknowledgeWithin),
                number('returnsBeforeFinal', settings.returnsBeforeFinal),
                ...(['remindBefore', 'readinessBefore'] as const).map((name) =>
                  field(
                    {
                      type: 'text',
                      name,
                      ...label(name),
                      hint: t('campaigns:daysHint'),
                      value: settings[name].join('、'),
                    },
                    stateOf('CHANGE_SETTINGS'),
                  ),
                ),
                field(
                  {
                    type: 'select',
                    name: 'dayOff',
                    ...label('dayOff'),
                    options: (['keep', 'rollForward'] as const).map((value) => ({
                      value,
                      text: t(`campaigns:dayOff.${value}`),
                      chosen: settings.dayOff === value,
                    })),
                  },
                  stateOf('CHANGE_SETTINGS'),
                ),
                field(
                  {
                    type: 'text',
                    name: 'complaintPhone',
                    ...label('complaintPhone'),
                    value: settings.complaintPhone ?? '',
                    maxlength: 30,
                    optional: true,
                  },
                  stateOf('CHANGE_SETTINGS'),
                ),
                ...hears,
              ],
            },
          ]
        : []),
    ].map(({ event, fields }) => ({
      action: post(event),
      text: t(`campaigns:event.${event}`),
      keep: `campaign-${event}`,
      open: again?.event === event,
      fields,
    })),
    phases: {
      caption: t('campaigns:phases'),
      columns: ['phase', 'state', 'from', 'to'].map((name) => ({ text: t(`campaigns:column.${name}`) })),
      rows: phases.map((phase) => ({
        cells: [
          { text: phase.facts.title, href: `/phases/${phase.id}`, heading: true },
          { text: t(`phases:state.${phase.state}`) },
          { text: formatDate(locale, phase.facts.opensOn, moment.today) },
          { text: formatDate(locale, phase.facts.closesOn, moment.today) },
        ],
      })),
      empty: t('campaigns:noPhases'),
    },
    facts: [
      { name: t('campaigns:field.region'), text: facts.region || t('campaigns:noDate') },
      { name: t('campaigns:field.upperLevel'), text: facts.upperLevel || t('campaigns:noDate') },
      {
        name: t('campaigns:column.inspection'),
        text: facts.inspection
          ? `${formatDateLong(locale, facts.inspection.date)} ${facts.inspection.by}`
          : t('campaigns:noDate'),
      },
      {
        name: t('campaigns:pack'),
        text: t('campaigns:packNamed', { title: pack.title, version: pack.version }),
        href: '/packs',
      },
      { name: t('campaigns:systems'), text: pack.systems.map(({ title }) => title).join(t('common:listSeparator')) },
    ],
    machine: plainDrawing(reader, campaignMachine, 'campaigns', state),
    entries: plainTimeline(history, 'campaigns', reader),
  };
}
