/** Every version of every pack that was ever in force, and the one a campaign goes by now. */
import type { CivilDate } from '../dates.js';
import { HANDBOOK_PACK } from './handbook/index.js';
import { type PackVersion, type RulePack, rulesOf } from './pack.js';
import type { PackRules } from './rules.js';

export interface Packs {
  /** What the campaign goes by now: new matters start under it. */
  current: RulePack;
  /** By {@link versionName}. A version in force is never changed, only followed by another. */
  all: ReadonlyMap<string, RulePack>;
}

export const versionName = ({ key, version }: PackVersion) => `${key}@${version}`;
export const versionOf = ({ key, version }: RulePack): PackVersion => ({ key, version });

/** The shipped pack alone. */
export const DEFAULT_PACKS: Packs = {
  current: HANDBOOK_PACK,
  all: new Map([[versionName(HANDBOOK_PACK), HANDBOOK_PACK]]),
};

/** A record names a version that nobody has: it was never in force. */
export class UnknownPack extends Error {
  override readonly name = 'UnknownPack';
  constructor(readonly version: string) {
    super(`There is no rule pack ${version}.`);
  }
}

/** The pack that a record started under. Throws {@link UnknownPack}. */
export function packUnder({ current, all }: Packs, version: PackVersion): RulePack {
  if (current.key === version.key && current.version === version.version) return current;
  const pack = all.get(versionName(version));
  if (!pack) throw new UnknownPack(versionName(version));
  return pack;
}

/** Rules by pack and day: a light asks for them each time, and a year has few days. */
const known = new WeakMap<RulePack, Map<CivilDate, PackRules>>();

/** The rules of a pack as they held on a day. Throws RuleMissing. */
export function rulesOn(pack: RulePack, on: CivilDate): PackRules {
  const days = known.get(pack) ?? new Map<CivilDate, PackRules>();
  known.set(pack, days);
  const rules = days.get(on) ?? rulesOf(pack, on);
  days.set(on, rules);
  return rules;
}

/** The rules a record goes on under: those of its pack on the day it started. */
export function rulesUnder(packs: Packs, version: PackVersion, startedOn: CivilDate): PackRules {
  return rulesOn(packUnder(packs, version), startedOn);
}
