/** Open what is stored: refuse what a newer product wrote, carry over what an older one left. */
import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { Connection } from 'mongoose';
import { StartError } from '../platform/errors.js';
import type { Log } from '../platform/log.js';
import { type DataVersionStore, dataVersionStore } from './data-version.store.js';
import { STEPS, type Step } from './steps.store.js';

/** The version of the data this product writes. */
export const DATA_VERSION = STEPS.length + 1;

/** A process that says nothing for this long has died in the middle of a step. */
const LEASE_MS = 15_000;
const LOOK_EVERY_MS = 250;

/** The version of what is stored. Throws {@link StartError} when a newer product wrote it, or a restore broke off. */
export async function knownVersion(store: DataVersionStore, newest = DATA_VERSION): Promise<number> {
  if (await store.restoring()) {
    throw new StartError(
      '数据库里是一次没有恢复完的备份：请用 restore --replace 重新恢复。 The database holds a restore that was broken off: restore again with --replace.',
    );
  }
  const version = await store.version();
  if (version > newest) {
    throw new StartError(
      `数据由更新的版本写成（数据版本 ${version}，本程序只认到 ${newest}）：请换用新版本的程序。 The data was written by a newer release (data version ${version}, this program knows up to ${newest}): use the newer release.`,
    );
  }
  return version;
}

export interface CarryOverParts {
  connection: Connection;
  log: Log;
  steps?: readonly Step[];
  store?: DataVersionStore;
}

/**
 * Bring the data to today's version. One process does it, the others wait until it is done, or take over when it has died.
 * Throws {@link StartError} as {@link knownVersion} does.
 */
export async function carryOver({
  connection,
  log,
  steps = STEPS,
  store = dataVersionStore(connection),
}: CarryOverParts): Promise<void> {
  const newest = steps.length + 1;
  const by = randomUUID();
  while ((await knownVersion(store, newest)) < newest) {
    if (!(await store.hold(by, LEASE_MS))) {
      await wait(LOOK_EVERY_MS);
      continue;
    }
    const alive = setInterval(() => void store.hold(by, LEASE_MS).catch(() => {}), LEASE_MS / 3);
    try {
      for (let version = await knownVersion(store, newest); version < newest; version += 1) {
        const step = steps[version - 1] as Step;
        await step.run(connection);
        await store.reach(version + 1);
        log.info({ step: step.name, version: version + 1 }, 'data carried over');
      }
    } finally {
      clearInterval(alive);
      await store.release(by).catch(() => {});
    }
  }
}
