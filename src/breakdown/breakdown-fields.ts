/** What forms about the plan of a phase send. */
import { z } from 'zod';
import { recordId } from '../platform/validate.js';

export const csrf = { _csrf: z.string().optional() };
/** The campaign and the key of its phase. */
export const planFields = { campaign: recordId, phase: z.string().regex(/^[a-zA-Z0-9-]{1,40}$/) };
/** The one-time key of the page; a press with it again does nothing twice. */
export const pageKey = z.string().regex(/^[a-zA-Z0-9-]{1,80}$/);
