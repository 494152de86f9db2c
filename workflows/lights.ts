/**
 * Lights: none | green | blue | yellow | red, each with the rule that raised it and the day since when.
 * A light is computed from stored facts and can be computed again for any past day (HANDBOOK 2.4).
 * Colours, thresholds and what each raises are settings: 宿迁 and 三明 already differ (HANDBOOK 3, coloured slips).
 */
import type { CivilDate } from './dates.js';
import type { Reason } from './step.js';

export const COLOURS = ['none', 'green', 'blue', 'yellow', 'red'] as const;
export type Colour = (typeof COLOURS)[number];

/** A light with the rule that raised it (`reason.code`, dates in `reason.params`) and the first day it holds. */
export interface Light {
  colour: Colour;
  reason: Reason;
  since: CivilDate;
}

/** Who hears of a light that got worse. */
export type Audience = 'lead' | 'coDepartments' | 'office' | 'leadingGroup';

/** The thresholds of a campaign's lights and whom each colour tells. */
export interface LightSettings {
  /** Blue: due within this many working days. */
  nearDue: number;
  /** Yellow: percentage points behind the planned line. */
  behindBy: number;
  raises: Record<'blue' | 'yellow' | 'red', Audience[]>;
}

export const DEFAULT_LIGHTS: LightSettings = {
  nearDue: 3,
  behindBy: 20,
  raises: { blue: ['lead'], yellow: ['lead', 'office'], red: ['lead', 'office', 'leadingGroup'] },
};

/** Order of gravity: red > yellow > blue > green > none. */
export function gravity(colour: Colour): number {
  return COLOURS.indexOf(colour);
}

/** The gravest of several lights; of equals, the one that has held longest. */
export function gravest(lights: readonly Light[]): Light | undefined {
  let worst: Light | undefined;
  for (const light of lights) {
    const by = worst === undefined ? 1 : gravity(light.colour) - gravity(worst.colour);
    if (by > 0 || (by === 0 && worst !== undefined && light.since < worst.since)) worst = light;
  }
  return worst;
}

/** Whether two lights say the same: colour, rule, dates. */
export function sameLight(a: Light, b: Light): boolean {
  return a.colour === b.colour && a.since === b.since && a.reason.code === b.reason.code;
}

/** A light nobody has lit: nothing is promised yet, or nothing is running. */
export function noLight(code: string, since: CivilDate): Light {
  return { colour: 'none', reason: { code }, since };
}
