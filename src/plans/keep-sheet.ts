/** A score sheet is given, looked through and kept as the checklist by which readiness is counted. */

import type { CampaignFacts } from '../../workflows/campaigns/campaign.js';
import type { Actor } from '../../workflows/moment.js';
import type { ScoreSheet } from '../../workflows/plans/score-sheet.js';
import { checklistFrom, reasonsAgainstSheet, type SheetDecision } from '../../workflows/readiness/from-score-sheet.js';
import { lengthOf } from '../../workflows/text.js';
import type { CampaignQueries } from '../campaigns/campaign.query.js';
import type { GivenStore } from '../documents/given.store.js';
import type { Clock } from '../platform/clock.js';
import { InvalidForm } from '../platform/errors.js';
import { idFrom, newId } from '../platform/ids.js';
import type { ExpectedRev } from '../records/changes-since.js';
import type { Records } from '../records/create-records.js';
import { TEXT_MOST } from './open-draft.js';
import { readScores } from './read-plan.js';
import type { GivenSheet } from './score-sheet.model.js';
import type { ScoreSheets } from './score-sheets.store.js';

/** More than a form of one page takes; published sheets have up to some sixty. */
export const ITEMS_MOST = 90;
/** Digits of a new item's key, enough that two of a checklist never meet. */
const KEY_DIGITS = 12;

export interface KeepSheetParts {
  sheets: ScoreSheets;
  campaigns: Pick<CampaignQueries, 'byId'>;
  records: Pick<Records, 'perform' | 'load'>;
  given: GivenStore;
  clock: Clock;
}

export interface GiveSheetCommand {
  campaign: string;
  name: string;
  text: string;
  actor: Actor;
}

export function keepSheet({ sheets, campaigns, records, given: before, clock }: KeepSheetParts) {
  /** Throws InvalidForm for a text without a score sheet in it. */
  async function read({ campaign, text }: Pick<GivenSheet, 'campaign' | 'text'>): Promise<ScoreSheet> {
    const { facts } = await campaigns.byId(campaign);
    const sheet = await readScores(text, facts.year);
    if (!sheet || sheet.items.length === 0) throw new InvalidForm([{ code: 'checklist.noSheet', field: 'text' }]);
    if (sheet.items.length > ITEMS_MOST) {
      const params = { count: sheet.items.length, most: ITEMS_MOST };
      throw new InvalidForm([{ code: 'checklist.tooMany', field: 'text', params }]);
    }
    return sheet;
  }

  return {
    read,
    /** What of a given sheet came before. */
    before: (id: string) => before.before(id),
    /** Returns the id under which it waits to be looked through. */
    async give({ campaign, name, text, actor }: GiveSheetCommand): Promise<string> {
      if (lengthOf(text) > TEXT_MOST) {
        throw new InvalidForm([{ code: 'plan.tooLong', field: 'text', params: { most: TEXT_MOST } }]);
      }
      const sheet = await read({ campaign, text });
      const id = newId();
      const about = {
        id,
        campaign,
        // A table pasted without its heading has no name of its own.
        name: name || sheet.title || '评分表',
      };
      const [at, by] = [clock.now(), { id: actor.id, name: actor.name }];
      await sheets.add({ ...about, text, createdAt: at, createdBy: by, keptAt: null });
      const contents = sheet.items.map(({ title, points }) => JSON.stringify([title.replace(/\s+/g, ''), points]));
      const bytes = Buffer.from(text.replace(/\s+/g, ''));
      await before.note({ ...about, kind: 'sheet', at, by, bytes, contents });
      return id;
    },
    /**
     * Throws InvalidForm with what is wrong with the decision, TransitionRefused where the campaign takes no changes,
     * EditConflict where it is no longer the one the page was made from.
     */
    async keep(id: string, decision: SheetDecision, actor: Actor, expectedRev?: ExpectedRev): Promise<void> {
      const given = await sheets.byId(id);
      const [{ facts }, sheet] = await Promise.all([
        records.load<CampaignFacts>('campaign', given.campaign),
        read(given),
      ]);
      const reasons = reasonsAgainstSheet(decision, facts.checklist);
      if (reasons.length > 0) throw new InvalidForm(reasons);
      // The same item of a sheet is the same item of the checklist, however often it is kept: tasks stay with it.
      const checklist = checklistFrom(sheet, decision, facts.checklist, ({ section, number, title }, index) => {
        const twin =
          sheet.items.findIndex((one) => one.title === title && one.section === section) === index ? '' : number;
        return `s${idFrom('item', section, title, twin).slice(0, KEY_DIGITS)}`;
      });
      await records.perform({
        kind: 'campaign',
        id: given.campaign,
        event: { type: 'CHANGE_CHECKLIST', checklist },
        actor,
        expectedRev,
      });
      await sheets.kept(id, clock.now());
    },
  };
}

export type KeepSheet = ReturnType<typeof keepSheet>;
