/** One spelling for what a person reads as the same words. */

/** Dots that stand between the parts of a name, 阿依古丽·买买提. */
const DOTS = /[·•‧・∙⋅●᛫⸱⸳・]/g;
/** Spaces and marks that nobody sees: zero-width ones, soft hyphens, selectors, marks of direction. */
const UNSEEN = /[\s\p{Cf}\p{Cc}\p{Default_Ignorable_Code_Point}]/gu;

/** A name as it is compared: one width, one kind of middle dot, small letters, no spaces and nothing invisible. Never shown. */
export function folded(text: string): string {
  return text.normalize('NFKC').replace(DOTS, '·').replace(UNSEEN, '').toLowerCase();
}
