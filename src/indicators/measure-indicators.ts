/** The figures that are computed, entered by the system: once a day, for the period that runs and the one just ended. */
import type { CivilDate } from '../../workflows/dates.js';
import { beginOf, type IndicatorFacts, measuredPeriods } from '../../workflows/indicators/indicator.js';
import { type Counted, type CountedRow, measuredIn } from '../../workflows/indicators/measures.js';
import { eachForItself } from '../platform/left-out.js';
import type { Log } from '../platform/log.js';
import { CLOCK_ACTOR } from '../records/clock-sweep.js';
import type { Records } from '../records/create-records.js';
import { sideRows } from '../records/side-counts.js';
import type { IndicatorQueries, IndicatorRecord } from './indicator.query.js';

type Rows = Record<Counted, readonly CountedRow[]>;

/** The computed figure of a period, of whom the indicator is about; null where nothing is counted. */
export function figureOf(facts: IndicatorFacts, period: string, rows: Rows) {
  if (!facts.measure) return null;
  const department = facts.measuredOf === 'owner' ? facts.owner : null;
  return measuredIn(facts.measure, rows, { from: beginOf(facts, period), to: period, department });
}

interface Parts {
  records: Records;
  queries: IndicatorQueries;
  /** Ids of the campaigns under way. */
  campaigns(): Promise<string[]>;
  logger: Log;
}

/** Enter what has changed since the last time, as of a day. Returns how many figures were entered. */
export function measureIndicators({ records, queries, campaigns, logger }: Parts) {
  async function measureOne({ id, facts }: IndicatorRecord, rows: Rows, today: CivilDate): Promise<number> {
    let entered = 0;
    for (const period of measuredPeriods(facts, today)) {
      const figure = figureOf(facts, period, rows);
      const known = facts.values.find((one) => one.period === period)?.counted;
      if (!figure || (known?.part === figure.part && known.whole === figure.whole)) continue;
      await records.perform({
        kind: 'indicator',
        id,
        event: { type: 'MEASURE', period, ...figure },
        actor: CLOCK_ACTOR,
      });
      entered += 1;
    }
    return entered;
  }

  return async (today: CivilDate): Promise<number> => {
    let entered = 0;
    const measured: { indicator: IndicatorRecord; rows: Rows }[] = [];
    for (const campaign of await campaigns()) {
      const running = (await queries.ofCampaign(campaign)).filter(
        ({ state, facts }) => facts.measure !== null && (state === 'planned' || state === 'tracked'),
      );
      if (running.length === 0) continue;
      const rows = await sideRows(records.counters, campaign);
      measured.push(...running.map((indicator) => ({ indicator, rows })));
    }
    await eachForItself(measured, {
      kind: 'indicator',
      idOf: ({ indicator }) => indicator.id,
      async work({ indicator, rows }) {
        entered += await measureOne(indicator, rows, today);
      },
      log: logger,
    });
    return entered;
  };
}
