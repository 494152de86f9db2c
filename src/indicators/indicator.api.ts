/** Indicators over the API. */
import { z } from 'zod';
import { EVERY, INDICATOR_STATES, type IndicatorFacts } from '../../workflows/indicators/indicator.js';
import { plannedLine } from '../../workflows/indicators/line.js';
import { MEASURES } from '../../workflows/indicators/measures.js';
import { COLOURS } from '../../workflows/lights.js';
import { API, type ApiRoute, answer, readQuery } from '../http/api.js';
import { readerOf } from '../http/locals.js';
import { type Reader, reasonTexts } from '../http/reason-text.js';
import { recordId } from '../platform/validate.js';
import type { StoredRecord } from '../records/record.js';

const day = z.iso.date();
const indicatorItem = z.object({
  id: z.string(),
  campaign: z.string(),
  code: z.string(),
  title: z.string(),
  definition: z.string(),
  unit: z.string(),
  direction: z.enum(['atLeast', 'atMost']),
  baseline: z.number().nullable(),
  every: z.enum(EVERY),
  owner: z.string(),
  measure: z.enum(MEASURES).nullable().meta({ description: 'What it is computed from; null where it is entered.' }),
  state: z.enum(INDICATOR_STATES),
  light: z.object({ colour: z.enum(COLOURS), reason: z.string(), since: day }),
  line: z
    .array(z.object({ on: day, value: z.number() }))
    .meta({ description: 'The planned line; straight between its points.' }),
  values: z.array(
    z.object({
      period: day.meta({ description: 'Last day of the period.' }),
      value: z.number(),
      note: z.string(),
      on: day,
      corrections: z.int(),
    }),
  ),
  rev: z.int(),
});
const indicatorList = z.object({ items: z.array(indicatorItem) });
const indicatorQuery = z.strictObject({
  campaign: recordId.optional().meta({ description: 'Without it, the campaign that runs.' }),
});

export interface IndicatorApiParts {
  /** The indicators of a campaign. */
  indicatorsOf(campaign: string): Promise<StoredRecord<IndicatorFacts>[]>;
  campaigns: { current(): Promise<{ id: string } | null> };
}

function shown(
  { id, state, facts, light, rev }: StoredRecord<IndicatorFacts>,
  reader: Reader,
): z.output<typeof indicatorItem> {
  const { campaign, code, title, definition, unit, direction, baseline, every, owner, measure, values } = facts;
  const [reason = light.reason.code] = reasonTexts([light.reason], reader);
  return {
    ...{ id, campaign, code, title, definition, unit, direction, baseline, every, owner, measure, rev },
    state: state as 'planned',
    light: { colour: light.colour, reason, since: light.since },
    line: plannedLine(facts),
    values: values.map(({ period, value, note, on, was }) => ({ period, value, note, on, corrections: was.length })),
  };
}

/** GET /indicators. */
export function indicatorApi({ indicatorsOf, campaigns }: IndicatorApiParts): ApiRoute[] {
  return [
    {
      method: 'get',
      path: `${API}/indicators`,
      action: 'indicator.view',
      api: { summary: 'The indicators of a campaign.', query: indicatorQuery, status: 200, answer: indicatorList },
      handler: async (req, res) => {
        const { campaign = (await campaigns.current())?.id } = readQuery(indicatorQuery, req);
        const reader = readerOf(res);
        const items = campaign === undefined ? [] : await indicatorsOf(campaign);
        answer(res, 200, { items: items.map((one) => shown(one, reader)) });
      },
    },
  ];
}
