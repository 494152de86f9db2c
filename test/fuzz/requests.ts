/** Requests nobody should send: the routes with rubbish for whatever can be sent along. */
import fc from 'fast-check';
import type { Route } from '../../src/http/routes.js';
import { TASK_ACTIONS } from '../../workflows/tasks/task.machine.js';

/** A request as data, so that a failing one can be kept and sent again. */
export interface FuzzRequest {
  as: string | null;
  method: 'get' | 'post' | 'put' | 'delete' | 'patch' | 'head';
  /** With `:id` and the like replaced, `{task}` standing for a real record. */
  path: string;
  type: 'form' | 'json' | 'multipart' | 'text' | 'none';
  /** The raw body; `{rev}` stands for a real revision, `{csrf}` for the token. `large` = so many bytes more. */
  body: string;
  large?: number;
  headers?: Record<string, string>;
}

/** Fields of the product's forms, so that rubbish reaches beyond the first check. */
const FIELDS = [
  'rev',
  'key',
  'back',
  'title',
  'text',
  'percent',
  'reason',
  'to',
  'due',
  'dueFrom',
  'dueTo',
  'dueText',
  'progress',
  'outcome',
  'outcomes',
  'leadDepartment',
  'coDepartments',
  'checkpoint',
  'file',
  'verdict',
  'remark',
  'question',
  'answer',
  'onTime',
  'quality',
  'quantity',
  'campaign',
  'phase',
  'group',
  'parent',
  'plan',
  'weight',
  'name',
  'login',
  'password',
  'again',
  'posts',
  'department',
  'locale',
  'next',
  'email',
  'dimension',
  'score',
  'scores',
  'on',
  'visitors',
  'result',
  'readyBy',
  'contact',
  'practice',
  'by',
  'date',
  'time',
  'instant',
  'type',
  'parts',
  'upTo',
  'about',
  'id',
  'parent',
  'category',
  'level',
  'shortName',
  'aliases',
  'nameEn',
  'active',
  'old',
  'items',
  'page',
  'state',
  'light',
  'q',
  'after',
  'limit',
  'compare',
  'view',
  'checked',
  'format',
  'sort',
] as const;

const bad = fc.oneof(
  fc.constantFrom(
    '',
    ' ',
    '0',
    '-1',
    '1e309',
    '99999999999999999999',
    'NaN',
    'null',
    'undefined',
    'true',
    '[object Object]',
    '__proto__',
    'constructor',
    'toString',
    '$ne',
    '$where',
    '../../etc/passwd',
    '%00',
    '\u0000',
    '\uD800',
    '2026-02-30',
    '2026-13-01',
    '0000-00-00',
    '9999-12-31',
    '2027-05-05',
    '10000-01-01',
    '2026-06-10T00:00:00Z',
    'T25:99',
    "' OR 1=1 --",
    '<script>alert(1)</script>',
    '{{constructor}}',
    '{{{body}}}',
    '作风效能',
    '😀'.repeat(50),
    'a'.repeat(5000),
    'office',
    'service-centre',
    'housing-bureau',
    '{task}',
    '{site}',
    '{campaign}',
    '{person}',
    'https://evil.example/',
    '//evil.example',
    'javascript:alert(1)',
    '2026-06-20',
    '50',
    'on',
    'approved',
    'zh-CN',
    'leadership',
    'reviewer',
    'draft',
    'red',
    'eyJ9',
  ),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.integer().map(String),
  fc.double().map(String),
);

const fieldName = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom(...FIELDS) },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      '__proto__',
      'constructor',
      '$where',
      'a[$ne]',
      'title[]',
      'plan.title',
      '_id',
      'outbox',
      'workflow.state',
      '',
    ),
  },
  { weight: 1, arbitrary: fc.string({ maxLength: 12 }) },
);

const pairs = fc.array(fc.tuple(fieldName, bad), { maxLength: 10 });
/** Without halves of a pair, which no address can carry. */
export const wellFormed = (text: string) => text.replace(/[\uD800-\uDFFF]/gu, '\uFFFD');
const encode = (text: string) => encodeURIComponent(wellFormed(text)).replaceAll('%7B', '{').replaceAll('%7D', '}');
const form = pairs.map((list) =>
  ['_csrf={csrf}', 'rev={rev}', ...list.map(([name, value]) => `${encode(name)}=${encode(value)}`)].join('&'),
);

const events = [
  ...TASK_ACTIONS,
  'CLOCK',
  'SUBTASK_ADDED',
  'CREATED',
  '__proto__',
  'PREPARE',
  'DESCRIBE',
  'RETIRE',
  'START',
  'CHANGE_SETTINGS',
  'OPEN',
  'WAIVE',
  'CLOSE',
];
const eventName = fc.oneof(fc.constantFrom(...events), fc.string({ maxLength: 20 }));
const json = fc.oneof(
  fc
    .tuple(eventName, fc.dictionary(fieldName, fc.oneof(bad, fc.jsonValue({ maxDepth: 3 })), { maxKeys: 8 }))
    .map(([type, rest]) => JSON.stringify({ type, ...rest })),
  fc.jsonValue({ maxDepth: 4 }).map((value) => JSON.stringify(value)),
  fc.constantFrom(
    '',
    '{',
    '[1,',
    '{"type":"ASSIGN"',
    '{"__proto__":{"admin":true}}',
    '{"type":{"$ne":null}}',
    'null',
    '"text"',
    '[[[[[[]]]]]]',
    '{"type":["ASSIGN"]}',
    `${'['.repeat(3000)}${']'.repeat(3000)}`,
  ),
);

/** Right enough that a state, a record or a rule has to say no: each event with what it carries, one field spoilt at most. */
const SOUND: [string, Record<string, string>][] = [
  ['ASSIGN', {}],
  ['ACKNOWLEDGE', {}],
  ['RETURN', { reason: '不属本单位。' }],
  ['REASSIGN', { leadDepartment: 'housing-bureau', answer: '' }],
  ['AMEND', { title: '改', requirement: '改。', reason: '更正。' }],
  ['REPORT', { text: '推进。', percent: '60' }],
  ['PASS_CHECKPOINT', { checkpoint: 'half', note: '' }],
  ['REQUEST_EXTENSION', { to: '2026-06-20', reason: '因雨。', progress: '一半。' }],
  ['APPROVE_EXTENSION', { remark: '' }],
  ['ASK_FOR_COORDINATION', { question: '谁出资？' }],
  ['SETTLE_COORDINATION', { decision: '各半。' }],
  ['CHASE', { text: '' }],
  ['SUBMIT', { outcome: '办结。' }],
  ['ACCEPT', { onTime: 'on', quality: 'on', quantity: 'on', remark: '' }],
  ['REDO', { reason: '补充。' }],
  ['SUSPEND', { reason: '等待。' }],
  ['RESUME', {}],
  ['REOPEN', { reason: '回访。', due: '2026-06-29' }],
  ['PREPARE', { contact: '李' }],
  ['REPORT_READY', {}],
  ['SEND_BACK', { reason: '补充。' }],
];
const sound = fc.tuple(fc.constantFrom(...SOUND), fc.nat(9), bad).map(([[event, fields], which, value]) => {
  const names = Object.keys(fields);
  const spoilt = names[which];
  return { event, fields: spoilt === undefined ? fields : { ...fields, [spoilt]: value } };
});
const soundForm = sound.map(({ event, fields }) => ({
  event,
  form: ['_csrf={csrf}', ...Object.entries(fields).map(([name, value]) => `${name}=${encode(value)}`)].join('&'),
}));

const BOUNDARY = 'fuzzboundary';
const multipart = fc.oneof(
  fc
    .array(fc.tuple(fieldName, bad, fc.boolean()), { maxLength: 6 })
    .map((parts) =>
      [
        ...parts.map(
          ([name, value, isFile]) =>
            `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${encode(name)}"${isFile ? `; filename="${encode(value).slice(0, 80)}"\r\nContent-Type: application/pdf` : ''}\r\n\r\n${value}\r\n`,
        ),
        `--${BOUNDARY}--\r\n`,
      ].join(''),
    ),
  fc.constantFrom(
    '',
    `--${BOUNDARY}`,
    `--${BOUNDARY}\r\n`,
    `--${BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="x.pdf"\r\n\r\n%PDF-1.4`,
    `--other\r\n\r\nx\r\n--other--`,
  ),
  fc.string({ unit: 'binary', maxLength: 200 }),
);

const query = fc.oneof(
  { weight: 3, arbitrary: fc.constant('') },
  {
    weight: 2,
    arbitrary: pairs.map((list) => `?${list.map(([name, value]) => `${encode(name)}=${encode(value)}`).join('&')}`),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      '?%',
      '?a=%E0%A4',
      '?a[$gt]=1',
      '?after=',
      '?limit=-1&limit=2',
      '?page=0',
      '?_csrf=x',
      '?lang=en',
    ),
  },
);

/** What stands for a parameter of a path: mostly something real, else anything. */
const parameter = (name: string, path: string) => {
  const record = path.includes('/sites/')
    ? '{site}'
    : path.includes('/people/')
      ? '{person}'
      : path.includes('/phases/')
        ? '{phase}'
        : path.includes('/campaigns/')
          ? '{campaign}'
          : path.includes('departments')
            ? 'service-centre'
            : '{task}';
  const real: Record<string, string> = {
    id: record,
    department: 'service-centre',
    item: 'goals',
    token: 'x',
    file: 'f'.repeat(24),
  };
  const likely = name === 'event' ? eventName.map((event) => encode(event) || '-') : fc.constant(real[name] ?? 'x');
  const rubbish = bad.map((value) => encode(value).slice(0, 300) || '-');
  return fc.oneof(
    { weight: 6, arbitrary: likely },
    { weight: 2, arbitrary: rubbish },
    { weight: 1, arbitrary: fc.constantFrom('0'.repeat(24), '%E0%A4', '%2e%2e', 'g'.repeat(24)) },
  );
};

/** Requests for a route, by these people; where events are put, half of them nearly right. */
export function requestsFor(route: Route, people: readonly (string | null)[]): fc.Arbitrary<FuzzRequest> {
  const { method, path } = route;
  if (method !== 'post' || !path.includes('/events')) return rubbishFor(route, people);
  const inPath = path.includes(':event');
  const id = path.includes('/sites/') ? '{site}' : '{task}';
  const nearly = fc
    .tuple(fc.constantFrom(...people), sound, soundForm)
    .map(([as, { event, fields }, { event: name, form: body }]): FuzzRequest => {
      const address = path.replace(':id', id).replace(':event', name);
      if (inPath) return { as, method: 'post', path: address, type: 'form', body };
      return { as, method: 'post', path: address, type: 'json', body: JSON.stringify({ type: event, ...fields }) };
    });
  return fc.oneof(nearly, rubbishFor(route, people));
}

function rubbishFor({ method, path, body }: Route, people: readonly (string | null)[]): fc.Arbitrary<FuzzRequest> {
  const names = [...path.matchAll(/:(\w+)/g)].map(([, name]) => name as string);
  const address = fc
    .tuple(...names.map((name) => parameter(name, path)))
    .map((values) => names.reduce((made, name, i) => made.replace(`:${name}`, values[i] as string), path));
  const isApi = path.startsWith('/api/');
  const usual = isApi ? 'json' : body === 'upload' ? 'multipart' : 'form';
  const content = fc
    .oneof(
      { weight: 6, arbitrary: fc.constant(usual) },
      { weight: 1, arbitrary: fc.constantFrom('form', 'json', 'multipart', 'text', 'none') },
    )
    .chain((type): fc.Arbitrary<Pick<FuzzRequest, 'type' | 'body'>> => {
      const bodies = { form, json, multipart, text: bad, none: fc.constant('') };
      return bodies[type as keyof typeof bodies].map((made) => ({ type: type as FuzzRequest['type'], body: made }));
    });
  const headers = fc.oneof(
    { weight: 6, arbitrary: fc.constant({}) },
    {
      weight: 1,
      arbitrary: fc.constantFrom<Record<string, string>>(
        { 'idempotency-key': 'k'.repeat(300) },
        { 'idempotency-key': '__proto__' },
        { 'if-match': '*' },
        { cookie: 'sid=s%3Abroken.signature' },
        { 'content-encoding': 'gzip' },
        { 'content-encoding': 'nonsense' },
        { authorization: 'Bearer nobody' },
        { authorization: `Bearer sx_${'A'.repeat(43)}` },
        { 'accept-language': 'xx' },
        { origin: 'https://evil.example' },
        { range: 'bytes=9-1' },
        { 'content-type': 'application/json; charset=nonsense' },
      ),
    },
  );
  const verb = fc.oneof(
    { weight: 12, arbitrary: fc.constant(method) },
    { weight: 1, arbitrary: fc.constantFrom<FuzzRequest['method']>('get', 'post', 'put', 'delete', 'patch', 'head') },
  );
  return fc
    .tuple(fc.constantFrom(...people), verb, address, query, content, headers)
    .map(([as, method_, path_, query_, { type, body: made }, headers_]) => ({
      as,
      method: method_,
      path: path_ + query_,
      type: method_ === 'get' || method_ === 'head' ? 'none' : type,
      body: method_ === 'get' || method_ === 'head' ? '' : made,
      ...(Object.keys(headers_).length > 0 ? { headers: headers_ } : {}),
    }));
}

/** The header that goes with a body. */
export const CONTENT_TYPES: Record<FuzzRequest['type'], string | null> = {
  form: 'application/x-www-form-urlencoded',
  json: 'application/json',
  multipart: `multipart/form-data; boundary=${BOUNDARY}`,
  text: 'text/plain',
  none: null,
};
