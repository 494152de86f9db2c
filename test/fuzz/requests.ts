/** Requests nobody should send: the routes with rubbish for whatever can be sent along. */
import fc from 'fast-check';
import type { ApiDescription } from '../../src/http/api.js';
import type { Route } from '../../src/http/routes.js';
import { TASK_ACTIONS } from '../../workflows/tasks/task.machine.js';
import { jsonBodies, soundJson, soundQueries } from './bodies.js';
import { type PageForm, requestOf, sendings } from './forms.js';
import { BOUNDARY, encode, type FuzzRequest } from './request.js';
import { keyOf, nameOf, paramsOf } from './routes.js';
import { bad, fieldName, form, pairs } from './rubbish.js';

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

const asQuery = (list: readonly (readonly [string, string])[]) =>
  list.length === 0 ? '' : `?${list.map(([name, value]) => `${encode(name)}=${encode(value)}`).join('&')}`;
/** As long as a line of a request may become before node itself refuses it. */
const LONG = 10_000;
const oddQuery = fc.oneof(
  { weight: 3, arbitrary: pairs.map(asQuery) },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      ...[
        '?%',
        '?a=%E0%A4',
        '?a[$gt]=1',
        '?after=',
        '?limit=-1&limit=2',
        '?page=0',
        '?_csrf=x',
        '?lang=en',
        '??',
        '?&&&==',
      ],
      ...[
        '?campaign={campaigns}&campaign={campaigns}',
        '?page=1&page=2',
        '?q=1&q=2',
        '?__proto__=1',
        '?page=99999999999',
      ],
      `?q=${'a'.repeat(LONG)}`,
      `?q=${'%E6%8E%A8'.repeat(LONG / 9)}`,
      `?${'q=1&'.repeat(LONG / 4)}`,
    ),
  },
);

/** What stands for a parameter of a path: mostly something real, else anything. */
const parameter = (name: string, path: string) => {
  const real =
    name === 'event'
      ? fc.oneof(
          eventName.map((event) => encode(event) || '-'),
          fc.constant(`{${keyOf(path, name)}}`),
        )
      : fc.constant(`{${keyOf(path, name)}}`);
  const rubbish = bad.map((value) => encode(value).slice(0, 300) || '-');
  return fc.oneof(
    { weight: 6, arbitrary: real },
    { weight: 2, arbitrary: rubbish },
    { weight: 1, arbitrary: fc.constantFrom('0'.repeat(24), '%E0%A4', '%2e%2e', 'g'.repeat(24), 'A'.repeat(3_000)) },
  );
};

const HEADERS: Record<string, string>[] = [
  ...['k'.repeat(300), '__proto__', 'a b', '', '{tasks}'].map((key) => ({ 'idempotency-key': key })),
  ...['*', '"0"', '"1"', 'W/"2"', '"-1"', '1e3', '"99999999999999999999"', '', 'abc'].map((rev) => ({
    'if-match': rev,
  })),
  ...['xx', 'en;q=0', '*', ',,,;q=x', 'zh-Hant-TW,en;q=0.9', 'a'.repeat(4_000)].map((language) => ({
    'accept-language': language,
  })),
  ...[
    'sid=s%3Abroken.signature',
    'sid=%E0%A4',
    'sid=',
    '=;;;',
    'locale=xx',
    'a'.repeat(4_000),
    'sid=j%3A{}',
    'locale=%00',
  ].map((cookie) => ({ cookie })),
  ...['gzip', 'nonsense', 'br', 'deflate'].map((coding) => ({ 'content-encoding': coding })),
  ...['Bearer nobody', `Bearer sx_${'A'.repeat(43)}`, 'Bearer', 'Basic YTpi', 'Bearer a b'].map((authorization) => ({
    authorization,
  })),
  ...['application/json; charset=nonsense', 'multipart/form-data', 'a/b', ';;', 'multipart/form-data; boundary='].map(
    (type) => ({ 'content-type': type }),
  ),
  ...['https://evil.example', 'null', 'nonsense'].map((origin) => ({ origin })),
  ...['bytes=9-1', 'bytes=0-0,1-1', 'x'].map((range) => ({ range })),
  ...['//evil.example', 'http://[', 'http://127.0.0.1//evil.example'].map((referer) => ({ referer })),
  ...['evil.example', '', 'a b'].map((host) => ({ host })),
  { accept: 'text/csv;q=x' },
  { 'x-forwarded-for': '1.1.1.1, nonsense', 'x-forwarded-proto': 'https' },
  { 'x-http-method-override': 'DELETE' },
  { 'sec-fetch-site': 'cross-site' },
  { 'if-none-match': '*', 'if-modified-since': 'never' },
  { expect: '100-continue' },
  { te: 'trailers', connection: 'close, x' },
  { upgrade: 'h2c', connection: 'upgrade, http2-settings' },
];
const headers = fc.oneof(
  { weight: 6, arbitrary: fc.constant({}) },
  { weight: 1, arbitrary: fc.constantFrom(...HEADERS) },
);
const METHODS: FuzzRequest['method'][] = ['get', 'post', 'put', 'delete', 'patch', 'head', 'options', 'propfind'];

type Body = Pick<FuzzRequest, 'type' | 'body'>;

/** A body as this route takes it, well and badly filled in, or of a type it does not take. */
function bodyFor(route: Route & { api?: ApiDescription }): fc.Arbitrary<Body> {
  const isApi = route.path.startsWith('/api/');
  const usual = isApi ? 'json' : route.body === 'upload' ? 'multipart' : 'form';
  const bodies = { form, json: jsonBodies(route.api?.body), multipart, text: bad, none: fc.constant('') };
  return fc
    .oneof(
      { weight: 9, arbitrary: fc.constant(usual) },
      { weight: 1, arbitrary: fc.constantFrom('form', 'json', 'multipart', 'text', 'none') },
    )
    .chain((type) => bodies[type as keyof typeof bodies].map((body): Body => ({ type: type as Body['type'], body })));
}

/** Requests for a route; what pages have of forms for it is sent by `forms`, half of all where there is any. */
export function requestsFor(
  route: Route & { api?: ApiDescription },
  as: string | null,
  forms: readonly PageForm[] = [],
): fc.Arbitrary<FuzzRequest> {
  const { method, path } = route;
  const address = fc
    .tuple(...paramsOf(path).map((name) => parameter(name, path)))
    .map((values) => paramsOf(path).reduce((made, name, i) => made.replace(`:${name}`, values[i] as string), path));
  const verb = fc.oneof(
    { weight: 14, arbitrary: fc.constant(method) },
    { weight: 1, arbitrary: fc.constantFrom(...METHODS) },
  );
  const queries = fc.oneof(
    { weight: 3, arbitrary: fc.constant('') },
    { weight: 3, arbitrary: soundQueries(route.api?.query).map(asQuery) },
    { weight: 2, arbitrary: oddQuery },
  );
  const by = fc.oneof(
    { weight: 6, arbitrary: fc.constant({}) },
    { weight: 1, arbitrary: fc.constant({ by: 'session' as const }) },
  );
  const made = fc
    .tuple(verb, address, queries, bodyFor(route), headers, by)
    .map(([verb_, path_, query, body, headers_, by_]): FuzzRequest => {
      const bare = verb_ === 'get' || verb_ === 'head';
      const more = Object.keys(headers_).length > 0 ? { headers: headers_ } : {};
      return { as, method: verb_, path: path_ + query, ...(bare ? { type: 'none', body: '' } : body), ...more, ...by_ };
    });
  if (method === 'post' && path.includes('/tasks/:id/events')) return fc.oneof(nearlyRight(path, as), made);
  if (forms.length === 0) return made;
  const sent = fc
    .constantFrom(...forms)
    .chain((one) => fc.tuple(sendings(one), fc.nat(30)).map(([list, turn]) => ({ as, ...requestOf(one, list, turn) })));
  return fc.oneof(sent, made);
}

/** Events of a task: as page and API take them, one field spoilt at most. */
function nearlyRight(path: string, as: string | null): fc.Arbitrary<FuzzRequest> {
  const inPath = path.includes(':event');
  return fc.tuple(sound, soundForm).map(([{ event, fields }, { event: name, form: body }]): FuzzRequest => {
    const address = path.replace(':id', '{tasks}').replace(':event', name);
    if (inPath) return { as, method: 'post', path: address, type: 'form', body };
    return { as, method: 'post', path: address, type: 'json', body: JSON.stringify({ type: event, ...fields }) };
  });
}

/** What a page must be told. */
const QUERY: Record<string, string> = {
  'get /breakdown/check': '?campaign={campaigns}&phase={phase}',
  'get /breakdown/versions': '?campaign={campaigns}&phase={phase}',
  'get /breakdown/versions/changes': '?campaign={campaigns}&phase={phase}&from=1&to=2',
};

/** The address of a route with what there is. */
export function pathOf(route: Route): string {
  const made = paramsOf(route.path).reduce(
    (path, name) => path.replace(`:${name}`, `{${keyOf(route.path, name)}}`),
    route.path,
  );
  return `${made}${QUERY[nameOf(route)] ?? ''}`;
}

/** A request as it is meant, for a route that nobody has yet got to do what it is for: with a form, or as a button. */
export function meant(
  route: Route & { api?: ApiDescription },
  as: string | null,
  forms: readonly PageForm[],
): fc.Arbitrary<FuzzRequest> {
  const { method } = route;
  const path = pathOf(route);
  if (method === 'get') return fc.constant({ as, method, path, type: 'none', body: '' });
  if (path.startsWith('/api/'))
    return soundJson(route.api?.body).map((body) => ({ as, method, path, type: 'json', body }));
  if (forms.length === 0) return fc.constant({ as, method, path, type: 'form', body: '_csrf={csrf}' });
  const form = fc.constantFrom(...forms);
  return form.chain((one) =>
    fc.tuple(sendings(one, true), fc.nat(9)).map(([list, turn]) => ({ as, ...requestOf(one, list, turn) })),
  );
}
