/** A score sheet is given, looked through and kept as the checklist by which readiness is counted. */

import type { CampaignFacts } from '../../workflows/campaigns/campaign.js';
import type { Actor } from '../../workflows/moment.js';
import type { ScoreSheet } from '../../workflows/plans/score-sheet.js';
import { checklistFrom, reasonsAgainstSheet, type SheetDecision } from '../../workflows/readiness/from-score-sheet.js';
import type { CampaignQueries } from '../campaigns/campaign.query.js';
import { apart, gathered } from '../documents/apart.js';
import type { GivenStore } from '../documents/given.store.js';
import { asInvalid } from '../documents/receive-file.js';
import { digestOf, withoutBlanks } from '../documents/row-digest.js';
import type { Clock } from '../platform/clock.js';
import { InvalidForm } from '../platform/errors.js';
import { idFrom, newId } from '../platform/ids.js';
import type { ExpectedRev } from '../records/changes-since.js';
import type { Records } from '../records/create-records.js';
import type { TellStep } from '../under-way/under-way.js';
import type { GivenDocument } from './document-text.js';
import type { GivenSheet } from './score-sheet.model.js';
import type { GivenScores, ScoresPart } from './score-sheet.reading.js';
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
  /** A file, or else the text as it was pasted. */
  file: GivenDocument | null;
  text: string;
  actor: Actor;
}

const scoresApart = apart<GivenScores, ScoresPart>(new URL('./score-sheet.reading.js', import.meta.url));

export function keepSheet({ sheets, campaigns, records, given: before, clock }: KeepSheetParts) {
  /** The text and its sheet. Throws UnreadableDocument, and InvalidForm for what has no score sheet in it. */
  async function readApart(
    { campaign, file, text }: Pick<GiveSheetCommand, 'campaign' | 'file' | 'text'>,
    tell: TellStep,
  ): Promise<{ text: string; sheet: ScoreSheet }> {
    const { facts } = await campaigns.byId(campaign);
    const given = { file, text, year: facts.year, most: ITEMS_MOST };
    const [found] = await gathered(scoresApart(given, { tell: (share, step = 'reading') => tell(step, share) })).catch(
      (error: unknown) => {
        throw file ? error : asInvalid(error, {}, 'text');
      },
    );
    const wrong = (code: string, params = {}) => new InvalidForm([{ code, field: 'text', params }]);
    if (!found || 'tooLong' in found) throw wrong('plan.tooLong', { most: found?.tooLong ?? 0 });
    const { sheet, count } = found;
    if (count > ITEMS_MOST) throw wrong('checklist.tooMany', { count, most: ITEMS_MOST });
    if (!sheet || count === 0) throw wrong('checklist.noSheet');
    return { text: found.text, sheet };
  }

  /** The sheet that was given, read again. */
  const read = async ({ campaign, text }: Pick<GivenSheet, 'campaign' | 'text'>): Promise<ScoreSheet> =>
    (await readApart({ campaign, file: null, text }, () => {})).sheet;

  return {
    read,
    /** What of a given sheet came before. */
    before: (id: string) => before.before(id),
    /** Returns the id under which it waits to be looked through. */
    async give({ campaign, name, file, text: pasted, actor }: GiveSheetCommand, tell: TellStep): Promise<string> {
      const { text, sheet } = await readApart({ campaign, file, text: pasted }, tell);
      const id = newId();
      const createdBy = { id: actor.id, name: actor.name };
      // A table pasted without its heading has no name of its own.
      const about = { id, campaign, name: name || sheet.title || '评分表' };
      const at = clock.now();
      await sheets.add({ ...about, text, createdAt: at, createdBy, keptAt: null });
      const rows = sheet.items.map(({ title, points }) => digestOf(JSON.stringify([withoutBlanks(title), points])));
      const bytes = Buffer.from(withoutBlanks(text));
      await before.note({ ...about, kind: 'sheet', at, by: createdBy, bytes, rows: [...new Set(rows)] });
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
