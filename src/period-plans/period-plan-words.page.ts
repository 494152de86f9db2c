/** What the list and the page of a plan say in the same way: where it stands, what it kept. */
import { type PeriodPlanFacts, percentOf, type Share } from '../../workflows/period-plans/period-plan.js';
import { type LightView, lightView } from '../http/components/light.js';
import { type Reader, reasonTexts } from '../http/reason-text.js';
import type { PeriodPlanRecord } from './period-plan.query.js';

const TAGS: Record<string, string> = { draft: 'wait', committed: 'now', running: 'now', settled: 'done' };

export const planTag = (state: string, { t }: Reader) => ({
  text: t(`periodPlans:state.${state}`),
  kind: TAGS[state] ?? '',
});

export function planLightView({ light }: Pick<PeriodPlanRecord, 'light'>, reader: Reader): LightView {
  const [why] = reasonTexts([light.reason], reader);
  return lightView(reader.t, light.colour, why ? { why } : {});
}

/** `兑现率 80%，应兑现 5 项，按期完成 4 项`; what was not promised cannot be kept. */
export function shareWords(share: Share | null, { t }: Reader): string {
  if (share === null) return '';
  const percent = percentOf(share);
  return percent === null ? t('periodPlans:nothingOwed') : t('periodPlans:share', { percent, of: shareOf(share, t) });
}

/** `应兑现 5 项，按期完成 4 项`. */
export const shareOf = (share: Share, t: Reader['t']) => t('periodPlans:shareOf', { ...share });

/** How many lines, how many of them done. */
export function progressWords({ lines }: Pick<PeriodPlanFacts, 'lines'>, { t }: Reader): string {
  const done = lines.filter(({ doneOn }) => doneOn !== null).length;
  return t('periodPlans:progress', { count: lines.length, done });
}
