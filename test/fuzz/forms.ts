/** The forms of a page as a browser would send them, and what can be done to them on the way. */
import fc from 'fast-check';

export interface PageForm {
  method: 'get' | 'post';
  action: string;
  multipart: boolean;
  fields: FormField[];
}

export interface FormField {
  name: string;
  type: string;
  value: string;
  /** Values of a choice; empty where anything may be typed. */
  options: string[];
  /** Sent by a browser where nobody touches the form. */
  sent: boolean;
  /** Characters the page counts as too many; null where it counts none. */
  most: number | null;
}

const ENTITIES: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  '#x27': "'",
  '#x3D': '=',
  '#x60': '`',
};
const decoded = (text: string) => text.replace(/&([#\w]+);/g, (all, name: string) => ENTITIES[name] ?? all);

function attribute(tag: string, name: string): string | undefined {
  const [, quoted, bare] = new RegExp(`\\s${name}=(?:"([^"]*)"|([^\\s>"]+))`).exec(tag) ?? [];
  const value = quoted ?? bare;
  return value === undefined ? undefined : decoded(value);
}

const has = (tag: string, name: string) => new RegExp(`\\s${name}(?=[\\s=>/]|$)`).test(tag);

function optionsIn(inner: string) {
  return [...inner.matchAll(/<option\b([^>]*)>/g)].map(([, tag = '']) => ({
    value: attribute(` ${tag}`, 'value') ?? '',
    chosen: has(` ${tag}`, 'selected'),
  }));
}

function fieldsIn(html: string): FormField[] {
  const fields: FormField[] = [];
  const found =
    /<(input|button)\b([^>]*)>|<select\b([^>]*)>([\s\S]*?)<\/select>|<textarea\b([^>]*)>([\s\S]*?)<\/textarea>/g;
  for (const [, element, plain, select, inner = '', area, text = ''] of html.matchAll(found)) {
    const tag = ` ${plain ?? select ?? area ?? ''}`;
    const name = attribute(tag, 'name');
    if (!name) continue;
    const most = Number(attribute(tag, 'data-most')) || null;
    if (select !== undefined) {
      const options = optionsIn(inner);
      const value = (options.find(({ chosen }) => chosen) ?? options[0])?.value ?? '';
      fields.push({ name, type: 'select', value, options: options.map((one) => one.value), sent: true, most });
    } else if (area !== undefined) {
      fields.push({ name, type: 'textarea', value: decoded(text), options: [], sent: true, most });
    } else {
      const type = element === 'button' ? 'submit' : (attribute(tag, 'type') ?? 'text');
      const value = attribute(tag, 'value') ?? (type === 'checkbox' ? 'on' : '');
      const choice = type === 'radio' || type === 'checkbox';
      const known = choice && fields.find((field) => field.name === name);
      if (known) known.options.push(value);
      else
        fields.push({ name, type, value, options: choice ? [value] : [], sent: !choice || has(tag, 'checked'), most });
    }
  }
  return fields;
}

/** Every form of a page; relative actions are the page's own address. */
export function formsIn(html: string, page: string): PageForm[] {
  return [...html.matchAll(/<form\b([^>]*)>([\s\S]*?)<\/form>/g)].map(([, tag = '', inner = '']) => ({
    method: (attribute(` ${tag}`, 'method') ?? 'get').toLowerCase() === 'post' ? 'post' : 'get',
    action: attribute(` ${tag}`, 'action') || page,
    multipart: attribute(` ${tag}`, 'enctype') === 'multipart/form-data',
    fields: fieldsIn(inner),
  }));
}

/** The pages a page leads to. */
export function linksIn(html: string): string[] {
  const found = [...html.matchAll(/<a\b[^>]*\shref="(\/[^"#]*)/g)].map(([, href = '']) => decoded(href));
  return [...new Set(found)].filter((href) => !/^\/\/|\/files\/|\.(xlsx|csv|svg|css|js)$/.test(href));
}

const DATES = [
  '2026-06-02',
  '2026-06-01',
  '2026-06-03',
  '2026-06-30',
  '2026-02-29',
  '2026-02-28',
  '2026-12-31',
  '2027-01-01',
  '0001-01-01',
  '9999-12-31',
  '2026-06-31',
  '2026-6-2',
];
const NUMBERS = ['0', '1', '-1', '100', '101', '1.5', '400', '401', '2147483648', '9007199254740993', '1e3', '١٢'];
const TEXTS = [
  '',
  '按时办结。',
  '第一行\r\n第二行',
  'a'.repeat(4_001),
  '推'.repeat(20_000),
  '😀'.repeat(60),
  '\u0000',
  '\u202e',
  '<b>{{x}}</b>',
  '=1+1',
  '[object Object]',
  '__proto__',
  '$where',
  '%00',
  "'",
];

/** What a person who means well puts there. */
function sound(field: FormField): fc.Arbitrary<string> {
  const choices = field.options.filter((option) => option !== '');
  if (choices.length > 0) return fc.constantFrom(...choices);
  if (field.value !== '') return fc.constant(field.value);
  if (field.type === 'date') return fc.constantFrom(...DATES.slice(0, 4));
  if (field.type === 'number') return fc.constantFrom(...NUMBERS.slice(1, 2), '30', '50');
  if (field.type === 'tel') return fc.constant('0775-4567890');
  if (field.type === 'email') return fc.constant('somebody@office.example');
  if (field.type === 'time') return fc.constantFrom('09:00', '17:30');
  return fc.constantFrom('按要求办理。', '补充材料。');
}

const odd = fc.oneof(
  fc.constantFrom(...TEXTS, ...DATES, ...NUMBERS),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.string({ unit: 'grapheme', maxLength: 40 }),
);

/** Pairs of name and value: filled in well, then up to three things done to them. */
export function sendings(form: PageForm): fc.Arbitrary<[name: string, value: string][]> {
  const filled = fc.tuple(
    ...form.fields.map((field) =>
      // The token stays, or nothing behind it would ever be asked.
      field.name === '_csrf' || field.type === 'hidden'
        ? fc.constant<[string, string]>([field.name, field.value])
        : fc.tuple(fc.constant(field.name), sound(field)),
    ),
  );
  const change = fc.oneof(
    { weight: 4, arbitrary: fc.record({ does: fc.constant('value' as const), at: fc.nat(60), value: odd }) },
    { weight: 2, arbitrary: fc.record({ does: fc.constant('drop' as const), at: fc.nat(60), value: odd }) },
    { weight: 2, arbitrary: fc.record({ does: fc.constant('repeat' as const), at: fc.nat(60), value: odd }) },
    { weight: 1, arbitrary: fc.record({ does: fc.constant('nest' as const), at: fc.nat(60), value: odd }) },
    { weight: 1, arbitrary: fc.record({ does: fc.constant('swap' as const), at: fc.nat(60), value: odd }) },
  );
  return fc.tuple(filled, fc.array(change, { maxLength: 3 })).map(([pairs, changes]) => {
    const made = pairs.map(([name, value]): [string, string] => [name, value]);
    for (const { does, at, value } of changes) {
      const open = made.filter(([name]) => name !== '_csrf');
      const pair = open[at % Math.max(1, open.length)];
      if (!pair) break;
      const where = made.indexOf(pair);
      if (does === 'value') pair[1] = value;
      else if (does === 'drop') made.splice(where, 1);
      else if (does === 'repeat') made.push([pair[0], value]);
      else if (does === 'nest') pair[0] = `${pair[0]}[${value.slice(0, 8)}]`;
      else pair[1] = open[(at + 1) % open.length]?.[1] ?? '';
    }
    return made;
  });
}
