/**
 * What expressions cannot do in linear time: `[，。]+$` tries every start of every run, `（[^）]*）` looks for the end of each
 * bracket that has none. Foreign text is read by these instead.
 */

/** The place behind the last character that is not one of `edges`. */
function endOf(text: string, edges: ReadonlySet<string>): number {
  let end = text.length;
  while (end > 0 && edges.has(text[end - 1] ?? '')) end -= 1;
  return end;
}

/** A text without the characters of `edges` at its ends. */
export function withoutEnds(text: string, edges: ReadonlySet<string>): string {
  const end = endOf(text, edges);
  let start = 0;
  while (start < end && edges.has(text[start] ?? '')) start += 1;
  return text.slice(start, end);
}

/** A text without the characters of `edges` at its end. */
export function withoutEnd(text: string, edges: ReadonlySet<string>): string {
  return text.slice(0, endOf(text, edges));
}

const OPENING = new Set('（(');
const CLOSING = new Set('）)');

/** A text without its brackets and what stands in them; `dropped` says of which content. A bracket that never closes stays. */
export function withoutBrackets(text: string, dropped: (content: string) => boolean = () => true): string {
  let kept = '';
  let from = 0;
  let open = -1;
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at] ?? '';
    if (open < 0 && OPENING.has(char)) open = at;
    else if (open >= 0 && CLOSING.has(char)) {
      if (dropped(text.slice(open + 1, at))) {
        kept += text.slice(from, open);
        from = at + 1;
      }
      open = -1;
    }
  }
  return kept + text.slice(from);
}

/** The last `most` characters before a place, and no fewer: what stands right before it decides, not the whole text. */
export function before(text: string, at: number, most: number): string {
  return text.slice(Math.max(0, at - most), at);
}

/** The lists of a text's places by what opens and closes: whether a place lies within. Asked in rising order of places. */
export function within(text: string, pairs: readonly (readonly [open: string, close: string])[]) {
  const readers = pairs.map(([open, close]) => {
    let next = 0;
    let inside = false;
    return (at: number): boolean => {
      for (; next < at; next += 1) {
        const char = text[next];
        if (char === open) inside = true;
        else if (char === close) inside = false;
      }
      return inside;
    };
  });
  return (at: number): boolean => readers.map((read) => read(at)).some(Boolean);
}
