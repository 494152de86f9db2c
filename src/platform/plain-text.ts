/** Text without what nobody types. */

/** A control character that is neither a space nor a break. */
export const isControl = (char: string): boolean => /\p{Cc}/u.test(char) && !'\t\n\r\f\v'.includes(char);

/** A text without control characters; XML, for one, has no place for them. */
export function withoutControls(text: string): string {
  return /\p{Cc}/u.test(text) ? [...text].filter((char) => !isControl(char)).join('') : text;
}
