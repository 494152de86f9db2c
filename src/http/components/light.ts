import type { Colour } from '../../../workflows/lights.js';
import type { Translate } from '../../platform/i18n.js';

/** View model of the partial `light`. */
export interface LightView {
  colour: Colour;
  text: string;
  why?: string;
}

/** A light as shape and word; `text` replaces the general word (`待签收` for `未亮灯`), `why` is the rule's sentence. */
export function lightView(t: Translate, colour: Colour, words: { text?: string; why?: string } = {}): LightView {
  return { colour, text: words.text ?? t(`common:light.${colour}`), ...(words.why ? { why: words.why } : {}) };
}
