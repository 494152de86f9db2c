/** The records of a kind whose light is red or yellow, the gravest first and of those the oldest. */
import type { Light } from '../../workflows/lights.js';
import type { StoredRecord } from './record.js';
import { type RecordDocument, type RecordModel, toRecord } from './record-store.js';

/** One matter or first contact whose light is yellow or red; nothing personal in it. */
export interface Signal {
  kind: 'matter' | 'inquiry';
  id: string;
  code: string;
  department: string;
  light: Light;
}

/** At most `most` of a campaign, read by the index of its lights. `departmentOf` says whose business one is now. */
export async function signalled<Facts extends { code: string }>(
  { kind, model }: { kind: Signal['kind']; model: RecordModel },
  { campaign, most }: { campaign: string; most: number },
  departmentOf: (record: StoredRecord<Facts>) => string,
): Promise<Signal[]> {
  const found: RecordDocument[] = [];
  for (const colour of ['red', 'yellow']) {
    if (found.length >= most) break;
    const next = await model
      .find({ campaign, 'light.colour': colour } as never)
      .sort({ 'light.since': 1 })
      .limit(most - found.length)
      .lean<RecordDocument[]>();
    found.push(...next);
  }
  return found.map((document) => {
    const record = toRecord<Facts>(kind, document);
    return { kind, id: record.id, code: record.facts.code, department: departmentOf(record), light: record.light };
  });
}
