/** The forms of a page as a browser would send them, and what can be done to them on the way. */
import fc from 'fast-check';
import { BOUNDARY, encode, type FuzzRequest, wellFormed } from './request.js';

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
  required: boolean;
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
    const field = { name, required: has(tag, 'required'), most };
    if (select !== undefined) {
      const options = optionsIn(inner);
      const value = (options.find(({ chosen }) => chosen) ?? options[0])?.value ?? '';
      fields.push({ ...field, type: 'select', value, options: options.map((one) => one.value), sent: true });
    } else if (area !== undefined) {
      fields.push({ ...field, type: 'textarea', value: decoded(text), options: [], sent: true });
    } else {
      const type = element === 'button' ? 'submit' : (attribute(tag, 'type') ?? 'text');
      const value = attribute(tag, 'value') ?? (type === 'checkbox' ? 'on' : '');
      const choice = type === 'radio' || type === 'checkbox';
      const known = choice && fields.find((field) => field.name === name);
      if (known) known.options.push(value);
      else fields.push({ ...field, type, value, options: choice ? [value] : [], sent: !choice || has(tag, 'checked') });
    }
  }
  return fields;
}

/** Every form of a page; relative actions are the page's own address. */
export function formsIn(html: string, page: string): PageForm[] {
  return [...html.matchAll(/<form\b([^>]*)>([\s\S]*?)<\/form>/g)].map(([, tag = '', inner = '']) => ({
    method: (attribute(` ${tag}`, 'method') ?? 'get').toLowerCase() === 'post' ? 'post' : 'get',
    action: (attribute(` ${tag}`, 'action') || page).replace(/#.*$/, '').replace(/_csrf=[0-9a-f]+/, '_csrf={csrf}'),
    multipart: attribute(` ${tag}`, 'enctype') === 'multipart/form-data',
    fields: fieldsIn(inner),
  }));
}

/** Addresses of ours that a page names: links, targets of its forms, one-time links it shows. */
export function addressesIn(html: string): string[] {
  const found = [...html.matchAll(/\s(?:href|action)="(\/[^"#]*)|(\/link\/[\w-]{43})/g)];
  return [...new Set(found.map(([, href, link]) => decoded(href ?? link ?? '')))];
}

/** The pages a page leads to. */
export function linksIn(html: string): string[] {
  const found = [...html.matchAll(/<a\b[^>]*\shref="(\/[^"#]*)/g)].map(([, href = '']) => decoded(href));
  return [...new Set(found)].filter((href) => !/^\/\/|\/files\/|\.(xlsx|csv|svg|css|js)$/.test(href));
}

const DATES = [
  '2026-06-29',
  '2026-06-30',
  '2026-06-02',
  '2026-06-01',
  '2026-06-03',
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

/** A new name each time: logins and keys are nobody else's. */
const fresh = fc.nat(1_000_000).map((n) => `p${n}`);
/** Fields whose form a rule prescribes, by their names. */
const BY_NAME: [RegExp, fc.Arbitrary<string>][] = [
  [/^promisedOn$/, fc.constant('2026-06-04')],
  [/^readyBy$/, fc.constant('2026-06-29')],
  [/^visitOn$/, fc.constant('2026-06-30')],
  [/^(old)$/, fc.constant('{password}')],
  [/^(code|lookup)$/, fc.constant('{code}')],
  [/^id$|login$/i, fresh],
  [/phone|contact/i, fc.constant('0775-4567890')],
  [/^daysOff$/, fc.constant('2027-01-01 元旦')],
  [/^makeUpDays$/, fc.constant('2027-01-03 元旦')],
  [/^targets$/, fc.constant('2026-06-30 45')],
  [/^aliases$|^table$|^editionOf$|^sourceCode$/, fc.constant('')],
  [/baseline|percent|value|promised|statutory|days$|weight|max|points|score|target/i, fc.constantFrom('5', '1')],
];

/** Days on which something has happened. */
const PAST = /^(on|doneOn|receivedAt|date)$/;

/** What a person who means well puts there. */
function sound(field: FormField, action: string): fc.Arbitrary<string> {
  const { type, name, value, required } = field;
  const signingIn = action === '/sign-in';
  if (type === 'password') return fc.constant(name === 'old' || signingIn ? '{password}' : 'Guanlan-8');
  if (name === 'login' && signingIn) return fc.constant('no_post');
  const choices = field.options.filter((option) => option !== '');
  if (name === 'personConcerned' && field.options.includes('')) return fc.constant('');
  if (choices.length > 0) {
    const chosen = fc.constantFrom(...choices);
    return required || choices.length === field.options.length
      ? chosen
      : fc.oneof({ weight: 4, arbitrary: chosen }, { weight: 1, arbitrary: fc.constant('') });
  }
  if (value !== '' && value !== '0') return fc.constant(value);
  if (type === 'date' && !/^(promisedOn|readyBy|visitOn)$/.test(name))
    return fc.constantFrom(
      ...(PAST.test(name) && !action.startsWith('/clock') ? ['2026-06-02', '2026-06-01'] : DATES.slice(0, 2)),
    );
  const named = BY_NAME.find(([known]) => known.test(name));
  if (named) return named[1];
  if (type === 'number') return fc.constantFrom(...NUMBERS.slice(1, 2), '30', '50');
  if (type === 'tel') return fc.constant('0775-4567890');
  if (type === 'email') return fc.constant('somebody@office.example');
  if (type === 'time') return fc.constantFrom('09:00', '17:30');
  return fc.constantFrom('按要求办理。', '补充材料。', '张三', ...(required ? [] : ['']));
}

const odd = fc.oneof(
  fc.constantFrom(...TEXTS, ...DATES, ...NUMBERS),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.string({ unit: 'grapheme', maxLength: 40 }),
);

/** Pairs of name and value: filled in well, then up to three things done to them unless all of them shall be `well`. */
export function sendings(form: PageForm, well = false): fc.Arbitrary<[name: string, value: string][]> {
  type Pair = [name: string, value: string];
  const buttons = form.fields.filter(({ type }) => type === 'submit');
  const open = form.fields.filter(({ type }) => type !== 'submit');
  const typed = open.map((field): fc.Arbitrary<Pair[]> => {
    const { name, value, type, sent } = field;
    // The token stays, or nothing behind it would ever be asked.
    if (name === '_csrf') return fc.constant([[name, '{csrf}']]);
    if (type === 'hidden') return fc.constant([[name, value]]);
    const pair = sound(field, form.action).map((said): Pair[] => [[name, said]]);
    return type === 'checkbox' && !sent ? fc.oneof(fc.constant<Pair[]>([]), pair) : pair;
  });
  // A browser sends the one button that was pressed.
  const pressed = buttons.map(({ name, value }): Pair[] => [[name, value]]);
  const filled = fc
    .tuple(...typed, pressed.length > 0 ? fc.constantFrom(...pressed) : fc.constant<Pair[]>([]))
    .map((parts) => parts.flat());
  const change = fc.oneof(
    { weight: 4, arbitrary: fc.record({ does: fc.constant('value' as const), at: fc.nat(60), value: odd }) },
    { weight: 2, arbitrary: fc.record({ does: fc.constant('drop' as const), at: fc.nat(60), value: odd }) },
    { weight: 2, arbitrary: fc.record({ does: fc.constant('repeat' as const), at: fc.nat(60), value: odd }) },
    { weight: 1, arbitrary: fc.record({ does: fc.constant('nest' as const), at: fc.nat(60), value: odd }) },
    { weight: 1, arbitrary: fc.record({ does: fc.constant('swap' as const), at: fc.nat(60), value: odd }) },
  );
  const changes = well ? fc.constant([]) : fc.oneof(fc.constant([]), fc.array(change, { minLength: 1, maxLength: 3 }));
  return fc.tuple(filled, changes).map(([pairs, done]) => {
    const made = pairs.map(([name, value]): [string, string] => [name, value]);
    for (const { does, at, value } of done) {
      const free = made.filter(([name]) => name !== '_csrf');
      const pair = free[at % Math.max(1, free.length)];
      if (!pair) break;
      const where = made.indexOf(pair);
      if (does === 'value') pair[1] = value;
      else if (does === 'drop') made.splice(where, 1);
      else if (does === 'repeat') made.push([pair[0], value]);
      else if (does === 'nest') pair[0] = `${pair[0]}[${value.slice(0, 8)}]`;
      else pair[1] = free[(at + 1) % free.length]?.[1] ?? '';
    }
    return made;
  });
}

export const CLAUSES = [
  '（一）核准进驻部门。6月10日前核准进驻部门和项目。（市政务服务中心牵头，市住建局配合）',
  '（二）接通网络。6月15日前接通办证大厅网络。（市住建局负责）',
  '（三）开通监察。6月20日前开通电子监察。（市政务服务中心负责）',
  '各单位要高度重视，6月25日前把情况报办公室。',
];
/** A document of these clauses. */
export const plan = (clauses: readonly string[]) => ['任务分工', '一、主要任务', ...clauses].join('\n');
const LEDGER =
  '阶段,编号,上级任务,任务,要求,牵头部门,配合单位,时限\n整改提高阶段,,,新任务,办结。,市政务服务中心,,2026/6/20\n';
const ITEMS = '事项名称,单位,承诺时限,进驻,咨询电话\n甲证明,市政务服务中心,5,是,0775-4567890\n';
const SHEET = [
  '考核项目\t分值\t考核指标\t负责考核部门',
  '小册子\t40\t1.印发小册子，得20分；2.有实施办法，得20分\t市作风效能办',
  '限时办结\t60\t少一次扣0.5分，扣完为止\t市政务服务中心',
].join('\n');

/** Files as they are given, with where they belong: what only calls itself a workbook belongs nowhere. */
const FILES: [name: string, content: string, where: RegExp][] = [
  ['a.pdf', '%PDF-1.4\n', /evidence|report|visits|events/],
  ['plan.txt', plan(CLAUSES), /plans/],
  ['plan.txt', plan(CLAUSES.slice(1)), /plans/],
  ['ledger.csv', LEDGER, /ledger/],
  ['items.csv', ITEMS, /service-items/],
  ['sheet.txt', SHEET, /checklist/],
  ['book.xlsx', 'PK\u0003\u0004 no package', /^$/],
  ['empty.txt', '', /^$/],
];

/** Mostly a file that belongs there, else any in its turn. */
function fileFor(action: string, turn: number): string[] {
  const fit = FILES.filter(([, , where]) => where.test(action));
  const from = fit.length > 0 && turn % 5 !== 4 ? fit : FILES;
  return (from[turn % from.length] as (typeof FILES)[number]).slice(0, 2) as string[];
}

/** A form's pairs as a request; one in twelve comes as what no browser would send. */
export function requestOf(form: PageForm, pairs: [string, string][], turn: number): Omit<FuzzRequest, 'as'> {
  const query = pairs.map(([name, value]) => `${encode(name)}=${encode(value)}`).join('&');
  const { method, action } = form;
  if (method === 'get') {
    const path = `${action}${action.includes('?') ? '&' : '?'}${query}`.slice(0, 14_000);
    return { method, path, type: 'none', body: '' };
  }
  const path = action;
  if (turn % 12 === 11) return { method, path, type: 'json', body: JSON.stringify(Object.fromEntries(pairs)) };
  if (form.multipart === (turn % 12 === 10)) return { method, path, type: 'form', body: query };
  const parts = pairs.map(([name, value]) => {
    const field = form.fields.find((one) => one.name === name && one.type === 'file');
    const [file, content] = field ? fileFor(action, turn) : ['', wellFormed(value)];
    const head = `Content-Disposition: form-data; name="${encode(name)}"${field ? `; filename="${file}"` : ''}`;
    return `--${BOUNDARY}\r\n${head}\r\n\r\n${content}\r\n`;
  });
  return { method, path, type: 'multipart', body: `${parts.join('')}--${BOUNDARY}--\r\n` };
}
