import type { Translate } from '../../platform/i18n.js';

/** View model of one part of the partial `phase-strip`; the bar lies in a box of 400 × 14. */
export interface PhaseView {
  text: string;
  sub: string;
  status: 'done' | 'now' | 'later';
  href?: string;
  bar?: { label: string; done: number; today: number };
}

export interface PhaseFacts {
  text: string;
  sub: string;
  status: 'done' | 'now' | 'later';
  href?: string;
  /** For the phase that runs: percent of its time gone and of its tasks done. */
  percent?: { time: number; done: number };
}

/** The phases of a campaign as one band, with today's mark on the one that runs. */
export function phaseStrip(t: Translate, phases: readonly PhaseFacts[]): { items: PhaseView[] } {
  const items = phases.map(({ percent, ...phase }): PhaseView => {
    if (phase.status !== 'now' || !percent) return phase;
    const done = Math.min(400, Math.max(0, percent.done * 4));
    const today = Math.min(396, Math.max(0, percent.time * 4 - 2));
    return { ...phase, bar: { label: t('common:phase.bar', percent), done, today } };
  });
  return { items };
}
