/** Chinese and full-width numerals as documents print them. */

const DIGITS = new Map([...'零一二三四五六七八九'].map((digit, n) => [digit, n]));
DIGITS.set('〇', 0).set('两', 2);

/** `十二` → 12, `二〇二〇` → 2020, `１２` → 12; null when it is no number. */
export function numeral(said: string): number | null {
  const latin = said.replace(/[０-９]/g, (digit) => String(digit.charCodeAt(0) - '０'.charCodeAt(0)));
  if (/^\d+$/.test(latin)) return Number(latin);
  if (said === '' || [...said].some((char) => !DIGITS.has(char) && char !== '十' && char !== '百')) return null;
  if (!/[十百]/.test(said)) return [...said].reduce((sum, digit) => sum * 10 + (DIGITS.get(digit) ?? 0), 0);
  let sum = 0;
  let digit = 0;
  for (const char of said) {
    if (char === '百') {
      sum += (digit || 1) * 100;
      digit = 0;
    } else if (char === '十') {
      sum += (digit || 1) * 10;
      digit = 0;
    } else digit = DIGITS.get(char) ?? 0;
  }
  return sum + digit;
}
