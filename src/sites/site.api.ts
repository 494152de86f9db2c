/** Exemplary sites over the API. */
import { z } from 'zod';
import { COLOURS } from '../../workflows/lights.js';
import { DIMENSION_MAX, DIMENSIONS, type SiteFacts } from '../../workflows/sites/site.js';
import { API, type ApiRoute, answer, readQuery } from '../http/api.js';
import { readerOf } from '../http/locals.js';
import { type Reader, reasonTexts } from '../http/reason-text.js';
import { formatFuzzy } from '../platform/i18n.js';
import { recordId } from '../platform/validate.js';
import type { StoredRecord } from '../records/record.js';

const day = z.iso.date();
const fuzzy = z.object({ from: day, to: day, text: z.string() });
const points = z.number().min(0).max(DIMENSION_MAX);
const ofDimensions = <T extends z.ZodType>(one: T) => z.record(z.enum(DIMENSIONS), one);

const siteItem = z.object({
  id: z.string(),
  key: z.string(),
  campaign: z.string(),
  name: z.string(),
  department: z.string(),
  nominatedBy: z.string(),
  reason: z.string(),
  contact: z.string(),
  state: z.enum(['nominated', 'preparing', 'ready', 'accepted', 'sentBack', 'featured', 'retired']),
  light: z.object({ colour: z.enum(COLOURS), reason: z.string(), since: day }),
  readyBy: fuzzy,
  visitOn: fuzzy.nullable(),
  readyOn: day.nullable(),
  dimensions: ofDimensions(z.object({ score: points.nullable(), text: z.string(), evidence: z.int() })).meta({
    description: 'The department’s own score, what it shows, and how many files stand for it.',
  }),
  visits: z.array(
    z.object({
      on: day,
      visitors: z.string(),
      scores: ofDimensions(points),
      result: z.enum(['accepted', 'sentBack']),
      remark: z.string(),
      by: z.string(),
    }),
  ),
  copies: z.array(z.object({ department: z.string(), practice: z.string(), by: day.nullable(), done: z.boolean() })),
  rev: z.int(),
});
const siteList = z.object({ items: z.array(siteItem) });
const siteQuery = z.strictObject({
  campaign: recordId.optional().meta({ description: 'Without it, the campaign that runs.' }),
});

export interface SiteApiParts {
  /** The sites of a campaign. */
  sitesOf(campaign: string): Promise<StoredRecord<SiteFacts>[]>;
  campaigns: { current(): Promise<{ id: string } | null> };
}

function siteShown(site: StoredRecord<SiteFacts>, reader: Reader): z.output<typeof siteItem> {
  const { id, state, facts, light, rev } = site;
  const { retireReason, dimensions, readyBy, visitOn, ...told } = facts;
  const { locale, today } = reader;
  const said = (date: typeof readyBy) => ({ ...date, text: date.text || formatFuzzy(locale, date, today) });
  const [reason = light.reason.code] = reasonTexts([light.reason], reader);
  const shown = DIMENSIONS.map((dimension) => {
    const { score, text, evidence } = dimensions[dimension];
    const standing = evidence.filter(({ review }) => review === 'approved' || review === 'inReview');
    return [dimension, { score, text, evidence: standing.length }] as const;
  });
  return {
    ...told,
    id,
    state: state as 'nominated',
    light: { colour: light.colour, reason, since: light.since },
    readyBy: said(readyBy),
    visitOn: visitOn && said(visitOn),
    dimensions: Object.fromEntries(shown) as z.output<typeof siteItem>['dimensions'],
    rev,
  };
}

/** GET /sites. */
export function siteApi({ sitesOf, campaigns }: SiteApiParts): ApiRoute[] {
  return [
    {
      method: 'get',
      path: `${API}/sites`,
      action: 'site.view',
      api: { summary: 'The exemplary sites of a campaign.', query: siteQuery, status: 200, answer: siteList },
      handler: async (req, res) => {
        const { campaign = (await campaigns.current())?.id } = readQuery(siteQuery, req);
        const reader = readerOf(res);
        const sites = campaign === undefined ? [] : await sitesOf(campaign);
        answer(res, 200, { items: sites.map((site) => siteShown(site, reader)) });
      },
    },
  ];
}
