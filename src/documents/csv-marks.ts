/**
 * What a spreadsheet would compute when it opens a .csv is marked as text by an apostrophe before it (OWASP, CSV Injection), and
 * comes back without it. What already begins with the mark gets another, so that every text comes back as it was.
 */
const COMPUTED = '[=+\\-@\\t\\r＝＋－＠]';
const TO_MARK = new RegExp(`^'*${COMPUTED}`);
const MARKED = new RegExp(`^'+${COMPUTED}`);

export const marked = (text: string) => (TO_MARK.test(text) ? `'${text}` : text);

export const unmarked = (text: string) => (MARKED.test(text) ? text.slice(1) : text);
