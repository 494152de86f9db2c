/** The facts of a campaign and the events that change them (DESIGN 5). */
import type { CivilDate } from '../dates.js';
import type { CampaignSettings } from '../moment.js';
import type { PackVersion } from '../packs/pack.js';
import type { Checklist } from '../readiness/checklist.js';

export interface CampaignFacts {
  title: string;
  year: number;
  /** The place it is run in, 贵港市. */
  region: string;
  /** The level that inspects it, 自治区. */
  upperLevel: string;
  startOn: CivilDate;
  /** The inspection from above that readiness counts back from; null while no date is set. */
  inspection: { date: CivilDate; by: string } | null;
  settings: CampaignSettings;
  /** The readiness checklist with its weights; the office may change it. */
  checklist: Checklist;
  /** The template it was opened from; empty when from none. */
  template: string;
  /** The rule pack that new matters start under; null, or absent in a campaign opened before there were any, = the shipped one. */
  pack?: PackVersion | null;
}

export type CampaignEvent =
  | { type: 'EDIT'; title: string; inspection: { date: CivilDate; by: string } | null }
  | { type: 'CHANGE_SETTINGS'; settings: CampaignSettings }
  | { type: 'CHANGE_CHECKLIST'; checklist: Checklist }
  | { type: 'ADOPT_PACK'; pack: PackVersion }
  | { type: 'START' }
  | { type: 'AWAIT_INSPECTION' }
  | { type: 'RECORD_INSPECTION'; remark: string }
  /** `openPhases` is filled in by the use case from the phases as they stand. */
  | { type: 'CONCLUDE'; openPhases: number }
  | { type: 'ARCHIVE' };
export type CampaignEventType = CampaignEvent['type'];
