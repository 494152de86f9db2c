/** The campaigns a new one can be opened from, by key. One per source document. */
import type { CampaignTemplate } from './template.js';
import { THIRD_PHASE_RECTIFICATION } from './third-phase-rectification/index.js';

export const TEMPLATES: Readonly<Record<string, CampaignTemplate>> = {
  [THIRD_PHASE_RECTIFICATION.key]: THIRD_PHASE_RECTIFICATION,
};

export { instantiate } from './instantiate.js';
