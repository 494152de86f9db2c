/** The campaigns a new one can be opened from, by key. One per source document. */
import { APPRAISAL_ROUND } from './appraisal-round/index.js';
import { ENVIRONMENT_YEAR } from './environment-year/index.js';
import { STANDING_SYSTEMS } from './standing-systems/index.js';
import type { CampaignTemplate } from './template.js';
import { THIRD_PHASE_RECTIFICATION } from './third-phase-rectification/index.js';
import { THREE_YEARS } from './three-years/index.js';

export const TEMPLATES: Readonly<Record<string, CampaignTemplate>> = Object.fromEntries(
  [THIRD_PHASE_RECTIFICATION, APPRAISAL_ROUND, STANDING_SYSTEMS, ENVIRONMENT_YEAR, THREE_YEARS].map((template) => [
    template.key,
    template,
  ]),
);

export { instantiate } from './instantiate.js';
