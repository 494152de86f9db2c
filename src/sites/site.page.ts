/** The card of a site as its template prints it. */

import { type Evidence, stands } from '../../workflows/evidence.js';
import { siteLayout } from '../../workflows/sites/layout.js';
import { DIMENSION_MAX, DIMENSIONS } from '../../workflows/sites/site.js';
import { siteWorkflow } from '../../workflows/sites/site.machine.js';
import { machineDrawing } from '../cards/card.page.js';
import { bullet } from '../http/components/bullet.js';
import { type ErrorSummary, errorSummary } from '../http/components/form.js';
import { conflictOf } from '../http/conflict.page.js';
import type { Reader } from '../http/reason-text.js';
import { formatDate, formatFileSize, formatFuzzy, formatInstant } from '../platform/i18n.js';
import type { SiteShown } from './show-site.js';
import {
  copyDone,
  copyForm,
  dimensionForms,
  type FormOf,
  fileForms,
  type SiteActions,
  type SiteFormAgain,
  siteActions,
} from './site-actions.page.js';
import { chainText, siteTimeline } from './site-timeline.page.js';
import { ownTotal, readyDate, siteLightView, siteTag, visitTotal } from './site-words.page.js';

const CARD = { area: 'sites', workflow: siteWorkflow, layout: siteLayout };

function head({ site, names, moment }: SiteShown, reader: Reader) {
  const { t } = reader;
  const { facts, state } = site;
  const by = names.get(facts.nominatedBy);
  return {
    title: facts.name,
    crumbs: [
      { text: t('common:nav.sites'), href: `/sites?campaign=${facts.campaign}` },
      { text: names.get(facts.department) ?? facts.department },
    ],
    facts: [
      {
        label: t('sites:preparedBy'),
        text: names.get(facts.department) ?? facts.department,
        href: `/departments/${facts.department}`,
      },
      ...(by ? [{ label: t('sites:nominatedBy'), text: by }] : []),
      ...(facts.contact ? [{ label: t('sites:contact'), text: facts.contact }] : []),
    ],
    tags: [siteTag(state, reader)],
    light: siteLightView(site, reader),
    cdate: readyDate(site, moment, reader),
  };
}

function evidenceView(one: Evidence, form: FormOf) {
  const { t, locale, today } = form.reader;
  return {
    name: one.name,
    href: `/sites/${form.shown.site.id}/files/${one.file}`,
    note: [formatFileSize(one.size), one.byName, formatInstant(locale, one.at, today)].join(' · '),
    withdrawn: one.review === 'withdrawn' ? t('sites:withdrawn', { reason: one.remark }) : '',
    forms: fileForms(one, form),
  };
}

function dimensions(form: FormOf) {
  const { shown, reader } = form;
  const { t } = reader;
  const { facts } = shown.site;
  const last = facts.visits.at(-1);
  return DIMENSIONS.map((dimension) => {
    const { score, text, evidence } = facts.dimensions[dimension];
    const percent = Math.round(((score ?? 0) / DIMENSION_MAX) * 100);
    return {
      id: dimension,
      name: t(`sites:dimension.${dimension}`),
      asked: t(`sites:asked.${dimension}`),
      score: score === null ? t('sites:noScore') : t('sites:ownPoints', { score }),
      // Points of twenty, not percent done, so the bar says them in its own words.
      bar: {
        ...bullet(t, { percent, planned: null }),
        label: score === null ? t('sites:noScore') : t('sites:ownOf', { score, most: DIMENSION_MAX }),
      },
      visited: last ? t('sites:visitPoints', { score: last.scores[dimension] }) : '',
      text,
      evidence: evidence.map((one) => evidenceView(one, form)),
      forms: dimensionForms(dimension, form),
    };
  });
}

/** Pictures by the name they were taken under; when they were sent in stands beside it, and is another thing. */
function photos({ shown, reader }: FormOf) {
  const { t, locale, today } = reader;
  const { facts, id } = shown.site;
  return DIMENSIONS.flatMap((dimension) =>
    facts.dimensions[dimension].evidence
      .filter((one) => stands(one) && one.type.startsWith('image/'))
      .map(({ file, name, at }) => ({
        src: `/sites/${id}/files/${file}`,
        name,
        about: t(`sites:dimension.${dimension}`),
        at: t('sites:uploaded', { at: formatInstant(locale, at, today) }),
      })),
  );
}

function acceptance({ site }: SiteShown, { t, locale, today }: Reader) {
  const { readyBy, readyOn, visitOn, visits, reason, retireReason } = site.facts;
  const last = visits.at(-1);
  const own = ownTotal(site.facts);
  const day = (on: string) => formatDate(locale, on, today);
  return [
    ...(reason ? [{ name: t('sites:why'), text: reason }] : []),
    { name: t('sites:readyBy'), text: formatFuzzy(locale, readyBy, today) },
    ...(readyOn ? [{ name: t('sites:reportedReady'), text: day(readyOn) }] : []),
    ...(visitOn ? [{ name: t('sites:visitPlanned'), text: formatFuzzy(locale, visitOn, today) }] : []),
    ...(own === null ? [] : [{ name: t('sites:own'), text: t('sites:of100', { points: own }) }]),
    last
      ? {
          name: t('sites:acceptance'),
          text: t(`sites:visit.${last.result}`, { on: day(last.on), points: visitTotal(last) }),
          strong: true,
        }
      : { name: t('sites:acceptance'), text: t('sites:notVisited') },
    ...(retireReason ? [{ name: t('sites:retiredWhy'), text: retireReason }] : []),
  ];
}

function visits({ site }: SiteShown, { t, locale, today }: Reader) {
  return [...site.facts.visits].reverse().map((visit) => ({
    title: t(`sites:visit.${visit.result}`, { on: formatDate(locale, visit.on, today), points: visitTotal(visit) }),
    at: t('sites:visitors', { visitors: visit.visitors }),
    by: visit.by,
    ...(visit.result === 'sentBack' ? { alarm: 'red' as const } : {}),
    ...(visit.remark ? { text: visit.remark } : {}),
    details: [
      DIMENSIONS.map((dimension) => `${t(`sites:dimension.${dimension}`)} ${visit.scores[dimension]}`).join(
        t('common:listSeparator'),
      ),
    ],
  }));
}

function copies(form: FormOf) {
  const { shown, reader } = form;
  const { t, locale, today } = reader;
  return shown.site.facts.copies.map((copy) => ({
    department: shown.names.get(copy.department) ?? copy.department,
    practice: copy.practice,
    tag: { text: t(copy.done ? 'sites:copied' : 'sites:notCopied'), kind: copy.done ? 'done' : 'wait' },
    by: copy.by && !copy.done ? t('sites:copyBy', { on: formatDate(locale, copy.by, today) }) : '',
    done: copyDone(copy, form),
  }));
}

/** Reasons about an event that has no form of its own on the page now. */
function problem(again: SiteFormAgain | null, forms: readonly { id: string }[], reader: Reader): ErrorSummary | null {
  if (!again || again.changes.length > 0) return null;
  const id = `do-${again.form}${again.item ? `-${again.item}` : ''}`;
  return forms.some((form) => form.id === id) ? null : errorSummary(reader, again.reasons);
}

/** The card. `open` names the form that stands open, `DESCRIBE-window`. */
export function sitePage(
  shown: SiteShown,
  reader: Reader,
  { again = null, open = '' }: { again?: SiteFormAgain | null; open?: string } = {},
) {
  const { t } = reader;
  const { site, actor, history, brokenAt, names } = shown;
  const form: FormOf = { shown, reader, again, open };
  const actions: SiteActions = siteActions(form);
  const five = dimensions(form);
  const copy = copyForm(form);
  const forms = [
    ...actions.forms,
    ...five.flatMap((one) => [...one.forms, ...one.evidence.flatMap((file) => file.forms)]),
    ...(copy ? [copy] : []),
  ];
  const shows =
    again !== null && forms.some(({ id }) => id === `do-${again.form}${again.item ? `-${again.item}` : ''}`);
  const posts = actor.posts.map((post) => t(`people:post.${post}`)).join(t('common:listSeparator'));
  const own = ownTotal(site.facts);
  const canCopy = ['accepted', 'featured'].includes(site.state);
  return {
    page: { title: site.facts.name },
    head: head(shown, reader),
    as: t('sites:canAs', { posts }),
    problem: problem(again, forms, reader),
    conflict: again && !shows ? conflictOf(again, 'sites', reader, { names }) : null,
    ...actions,
    anything: actions.buttons.length + actions.forms.length > 0,
    nothing: actions.buttons.length + actions.forms.length + actions.reasons.length === 0,
    fiveNote: own === null ? t('sites:fiveNote') : t('sites:fiveTotal', { points: own }),
    dimensions: five,
    photos: photos(form),
    acceptance: acceptance(shown, reader),
    visits: visits(shown, reader),
    copies: copies(form),
    copyForm: copy,
    copiesEmpty: t(canCopy ? 'sites:noCopies' : 'sites:copiesLater'),
    drawing: machineDrawing(reader, CARD, site.state),
    stateText: t(`sites:stateDescription.${site.state}`),
    entries: siteTimeline({ site, history, names }, reader),
    chain: chainText(history.length, brokenAt, reader),
    logHref: `/sites/${site.id}/log`,
  };
}
