/** The published items of service over the API: what stands on the timetable, for the site of a government or a service hall. */
import { z } from 'zod';
import { ITEM_KINDS } from '../../workflows/service-items/service-item.js';
import { LIMIT_UNITS } from '../../workflows/time-limits/clock.js';
import { API, type ApiRoute, answer, readQuery } from '../http/api.js';
import { departmentId, recordId } from '../platform/validate.js';
import type { ServiceItemQueries, ServiceItemRecord } from './service-item.query.js';

const limit = z.object({ n: z.int(), unit: z.enum(LIMIT_UNITS) });

const publishedItem = z.object({
  id: z.string(),
  code: z.string(),
  campaign: z.string(),
  department: z.string(),
  title: z.string(),
  kind: z.enum(ITEM_KINDS),
  onTheSpot: z.boolean(),
  promised: limit,
  statutory: limit.nullable().meta({ description: 'Null where no statute sets one.' }),
  legalBasis: z.string(),
  inCentre: z.boolean(),
  papers: z.array(z.string()),
  steps: z.array(z.string()),
  fee: z.string().meta({ description: 'In words; empty = free of charge.' }),
  place: z.string(),
  phone: z.string(),
  publishedOn: z.iso.date().nullable(),
});
const publishedList = z.object({ items: z.array(publishedItem) });
const listQuery = z.strictObject({
  campaign: recordId.optional().meta({ description: 'Without it, the campaign that runs.' }),
  department: departmentId.optional(),
});

export interface ServiceItemApiParts {
  queries: Pick<ServiceItemQueries, 'published'>;
  campaigns: { current(): Promise<{ id: string } | null> };
}

function shown({ id, facts }: ServiceItemRecord): z.output<typeof publishedItem> {
  const { code, campaign, department, title, kind, onTheSpot, promised, statutory, legalBasis, inCentre } = facts;
  const { papers, steps, fee, place, phone, publishedOn } = facts;
  return {
    ...{ id, code, campaign, department, title, kind, onTheSpot, promised, statutory, legalBasis, inCentre },
    ...{ papers, steps, fee, place, phone, publishedOn },
  };
}

/** GET /service-items. */
export function serviceItemApi({ queries, campaigns }: ServiceItemApiParts): ApiRoute[] {
  return [
    {
      method: 'get',
      path: `${API}/service-items`,
      action: 'public',
      api: {
        summary: 'The public timetable: every published item of service.',
        query: listQuery,
        status: 200,
        answer: publishedList,
      },
      handler: async (req, res) => {
        const { campaign = (await campaigns.current())?.id, department } = readQuery(listQuery, req);
        const items = campaign === undefined ? [] : await queries.published(campaign);
        const wanted = items.filter(({ facts }) => department === undefined || facts.department === department);
        answer(res, 200, { items: wanted.map(shown) });
      },
    },
  ];
}
