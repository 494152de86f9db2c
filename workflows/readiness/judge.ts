/**
 * What one record earns, in whole percent, and why. The shares are few and fixed so that anyone can check them:
 *
 * task    closed on time 100 · closed late 80 · submitted 80 (late 60) · reported: its percent, at most 70 · past due 0 ·
 *         never reported and not yet due: not assessed · suspended: not assessed
 * owner   acknowledged in time 100, late 50 · returned or still unacknowledged after the limit 0 · no lead, requirement or
 *         due date 0 · still within the limit: not assessed · closed on time 100 whatever came before
 * site    accepted or featured 100 · ready 70 · sent back 30 · preparing: 10 per dimension shown · past its ready-by date 0 ·
 *         nothing shown and not yet due: not assessed
 */
import type { CivilDate } from '../dates.js';
import type { Reason } from '../step.js';
import type { ChecklistItem } from './checklist.js';
import type { ReadinessSite, ReadinessTask } from './readiness.js';

export const SHARES = {
  full: 100,
  late: 20,
  submitted: 80,
  reportedAtMost: 70,
  acknowledgedLate: 50,
  siteReady: 70,
  siteSentBack: 30,
  perDimension: 10,
} as const;

/** `share` null = not assessed; `then` is what finishing it now would earn, with the part of the effort still to do. */
export interface Judged {
  share: number | null;
  reason: Reason;
  then: { share: number; effort: number } | null;
}

/** What a record earns, with the code of its reason. */
export const judged = (
  share: number | null,
  code: string,
  params?: Reason['params'],
  then: Judged['then'] = null,
): Judged => ({ share, reason: params ? { code, params } : { code }, then });

/** Judge a task by what came of it. */
export function judgeTask(task: ReadinessTask, today: CivilDate): Judged {
  const { state, due, percent, lateDays } = task;
  if (state === 'closed') {
    return lateDays > 0
      ? judged(SHARES.full - SHARES.late, 'closedLate', { days: lateDays })
      : judged(SHARES.full, 'closedOnTime');
  }
  if (state === 'submitted') {
    const late = lateDays > 0 ? SHARES.late : 0;
    const then = { share: SHARES.full - late, effort: 0 };
    const code = late ? 'submittedLate' : 'submitted';
    return judged(SHARES.submitted - late, code, late ? { days: lateDays } : undefined, then);
  }
  if (state === 'suspended') return judged(null, 'suspended');
  const left = 1 - percent / 100;
  if (due && today > due.to) {
    return judged(0, 'pastDue', { due: due.to, percent }, { share: SHARES.full - SHARES.late, effort: left });
  }
  if (task.lastReportOn === null) return judged(null, 'notReported');
  const share = Math.min(Math.round(percent), SHARES.reportedAtMost);
  return judged(share, 'inProgress', { percent, on: task.lastReportOn }, { share: SHARES.full, effort: left });
}

/** Judge a task by whether somebody has taken it on. */
export function judgeOwnership(task: ReadinessTask, today: CivilDate): Judged {
  const takeOn = { share: SHARES.acknowledgedLate, effort: 0 };
  if (task.state === 'closed' && task.lateDays === 0) return judged(SHARES.full, 'ownedAndClosed');
  if (!task.complete) return judged(0, 'incomplete', undefined, { share: SHARES.full, effort: 0 });
  if (task.state === 'returned') return judged(0, 'returned', undefined, takeOn);
  const { acknowledgedOn: on, acknowledgeBy: by } = task;
  if (on !== null) {
    return by !== null && on > by
      ? judged(SHARES.acknowledgedLate, 'acknowledgedLate', { on, by })
      : judged(SHARES.full, 'acknowledgedInTime', { on });
  }
  if (by !== null && today > by) return judged(0, 'notAcknowledged', { by }, takeOn);
  return judged(null, 'acknowledgePending');
}

/** Judge an exemplary site by how far its preparation has come; null for one that no longer counts. */
export function judgeSite(site: ReadinessSite, today: CivilDate): Judged | null {
  const full = (effort: number) => ({ share: SHARES.full, effort });
  const shown = Math.max(0, Math.min(5, site.dimensionsShown));
  switch (site.state) {
    case 'retired':
      return null;
    case 'accepted':
      return judged(SHARES.full, 'siteAccepted');
    case 'featured':
      return judged(SHARES.full, 'siteFeatured');
    case 'ready':
      return judged(SHARES.siteReady, 'siteReady', undefined, full(0));
    case 'sentBack':
      return judged(SHARES.siteSentBack, 'siteSentBack', undefined, full(2));
    default: {
      if (site.readyBy && today > site.readyBy.to) {
        return judged(0, 'siteLate', { due: site.readyBy.to, shown }, full(5 - shown));
      }
      if (shown === 0) return judged(null, 'siteNotStarted');
      return judged(shown * SHARES.perDimension, 'sitePreparing', { shown }, full(5 - shown));
    }
  }
}

/** Working days for a part of an item's effort: half days, never less than a half. */
export function daysFor(item: ChecklistItem, effort: number): number {
  return Math.max(0.5, Math.ceil(effort * item.effort * 2) / 2);
}
