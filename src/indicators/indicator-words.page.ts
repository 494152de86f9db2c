/** What the list, the card and the comparison of indicators say in the same way: target, latest figure, distance, light. */

import { standing } from '../../workflows/indicators/line.js';
import type { Moment } from '../../workflows/moment.js';
import { type LightView, lightView } from '../http/components/light.js';
import { type Sparkline, sparkline } from '../http/components/sparkline.js';
import { type Reader, reasonTexts } from '../http/reason-text.js';
import { formatDateLong } from '../platform/i18n.js';
import type { IndicatorRecord } from './indicator.query.js';

const TAGS: Record<string, string> = { planned: '', tracked: 'now', settled: 'done', cancelled: '' };

export interface IndicatorWords {
  tag: { text: string; kind: string };
  light: LightView;
  target: string;
  latest: string;
  gap: string;
  /** Null with fewer than two figures. */
  trend: Sparkline | null;
}

export function indicatorWords(
  { facts, state, light }: IndicatorRecord,
  moment: Moment,
  reader: Reader,
): IndicatorWords {
  const { t, locale } = reader;
  const { unit, direction, targets, values } = facts;
  const now = standing(facts, moment.settings.lights.behindBy);
  const target = targets.at(-1);
  const [why] = reasonTexts([light.reason], reader);
  const side = now?.gap == null ? null : now.gap === 0 ? 'even' : now.gap > 0 ? 'ahead' : 'behind';
  return {
    tag: { text: t(`indicators:state.${state}`), kind: TAGS[state] ?? '' },
    light: lightView(t, light.colour, {
      // Nothing is overdue where a figure is behind its line.
      ...(light.colour === 'red' ? { text: t('indicators:farBehind') } : {}),
      ...(why ? { why } : {}),
    }),
    target: target
      ? t(`indicators:target.${direction}`, { value: target.value, unit, by: formatDateLong(locale, target.by.to) })
      : '',
    latest: now ? t('indicators:figure', { value: now.value.value, unit }) : t('indicators:notEntered'),
    gap: side === null ? '' : t(`indicators:gap.${side}`, { by: Math.abs(now?.gap ?? 0), unit }),
    trend:
      values.length > 1
        ? sparkline(
            t,
            values.map(({ value }) => value),
          )
        : null,
  };
}
