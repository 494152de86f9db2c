/**
 * The steps that carry older data over, in their order; the first brings version 1 to 2. A step may be broken off at any
 * instant and is then done again from its beginning, so it must come to the same end. Never change or drop one that was shipped.
 */
import type { Connection } from 'mongoose';

export interface Step {
  /** What it does, for the log. */
  name: string;
  run(connection: Connection): Promise<void>;
}

/** Files have no model of ours, so nothing else builds their index: what nobody has claimed is found without reading all. */
const unclaimedFiles: Step = {
  name: 'index of unclaimed files',
  async run(connection) {
    await connection
      .collection('evidence.files')
      .createIndex({ uploadDate: 1 }, { partialFilterExpression: { 'metadata.claimed': false } });
  },
};

export const STEPS: readonly Step[] = [unclaimedFiles];
