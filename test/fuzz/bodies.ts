/** What a route of the API takes, made from its own schemas: sound bodies and queries, and what can be done to them. */
import fc from 'fast-check';
import { z } from 'zod';
import { OPENAPI_OPTIONS } from '../../src/http/openapi.js';

interface Shape {
  const?: unknown;
  enum?: unknown[];
  anyOf?: Shape[];
  oneOf?: Shape[];
  type?: string;
  properties?: Record<string, Shape>;
  required?: string[];
  items?: Shape;
  format?: string;
  pattern?: string;
  minimum?: number;
  maximum?: number;
}

/** Fields that name something there is, as placeholders of the stage. */
const NAMED: Record<string, string> = {
  campaign: '{campaigns}',
  phase: '{phase}',
  department: '{lead}',
  leadDepartment: '{lead}',
  coDepartments: '{lead}',
  parent: '{tasks}',
  handler: '{people}',
  group: 'TT',
  email: 'somebody@office.example',
  phone: '0775-4567890',
  askerContact: '0775-4567890',
  applicantContact: '0775-4567890',
  colleague: '',
  promised: '5',
  promisedOn: '2026-06-04',
  missing: '申请表',
  inquiry: '',
  task: '',
};
const DAYS = ['2026-06-29', '2026-06-30'];
const WORDS = ['按要求办理。', '补充材料。', '韦大山'];

const matches = new Map<string, string[]>();
/** A few texts of a form; making one takes long. */
function matching(pattern: string): string[] {
  const made = matches.get(pattern) ?? fc.sample(fc.stringMatching(new RegExp(pattern), { size: 'small' }), 8);
  matches.set(pattern, made);
  return made;
}

function words(name: string, { format, pattern }: Shape): fc.Arbitrary<unknown> {
  const named = NAMED[name];
  if (named !== undefined) return fc.constant(named);
  if (format === 'date') return fc.constantFrom(...DAYS);
  if (format === 'date-time') return fc.constant('2026-06-02T00:00:00.000Z');
  if (pattern !== undefined) return fc.constantFrom(...matching(pattern));
  return fc.constantFrom(...WORDS);
}

/** A value as this schema wants it; rules behind the schema may still refuse it. */
function sound(shape: Shape, name = ''): fc.Arbitrary<unknown> {
  if ('const' in shape) return fc.constant(shape.const);
  if (shape.enum) return fc.constantFrom(...shape.enum);
  const choices = shape.anyOf ?? shape.oneOf;
  if (choices) return fc.oneof(...choices.map((choice) => sound(choice, name)));
  if (shape.type === 'object' || shape.properties) {
    const fields = Object.entries(shape.properties ?? {});
    return fc.record(Object.fromEntries(fields.map(([key, value]) => [key, sound(value, key)])), {
      requiredKeys: shape.required ?? [],
    });
  }
  if (shape.type === 'array') return fc.array(sound(shape.items ?? {}, name), { maxLength: 3 });
  if (shape.type === 'string') return words(name, shape);
  if (shape.type === 'integer')
    return fc.integer({ min: shape.minimum ?? 0, max: Math.min(shape.maximum ?? 100, 1_000) });
  if (shape.type === 'number') return fc.constantFrom(1, 50, 0.5);
  if (shape.type === 'boolean') return fc.boolean();
  if (shape.type === 'null') return fc.constant(null);
  return fc.constantFrom<unknown>('x', 1);
}

const shapeOf = (schema: z.ZodType) => z.toJSONSchema(schema, { ...OPENAPI_OPTIONS, io: 'input' }) as unknown as Shape;

const nested = (depth: number, inside: unknown) => {
  let value = inside;
  for (let level = 0; level < depth; level += 1) value = level % 2 === 0 ? [value] : { a: value };
  return value;
};

/** What no field takes. */
const hostile: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom<unknown>(null, true, 0, -1, 1.5, 1e308, '', [], {}, [[]], [null], ['a', 1]) },
  {
    weight: 6,
    arbitrary: fc.constantFrom<unknown>(
      ...[
        { $ne: null },
        { $gt: '' },
        { length: 1e9 },
        { toString: 'x' },
        2 ** 53,
        'a'.repeat(5_000),
        '推'.repeat(30_000),
      ],
      ...['\u0000', '\uD800', '\u202e', '__proto__', '2026-02-30', '9999-12-31', '10000-01-01', '{tasks}', '{people}'],
      ...[Array(2_000).fill('x'), nested(30, 1), nested(1_500, 1), Object.fromEntries(WORDS.map((word) => [word, 1]))],
    ),
  },
  { weight: 2, arbitrary: fc.jsonValue({ maxDepth: 3 }) },
  { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
);

type Json = Record<string, unknown> | unknown[];
const isJson = (value: unknown): value is Json => typeof value === 'object' && value !== null;

/** Every place of a value where something else can be put. */
function places(value: unknown, found: [Json, string][] = []): [Json, string][] {
  if (!isJson(value)) return found;
  for (const key of Object.keys(value)) {
    found.push([value, key]);
    places((value as Record<string, unknown>)[key], found);
  }
  return found;
}

const change = fc.record({
  does: fc.constantFrom('put', 'put', 'put', 'drop', 'wrap', 'add'),
  at: fc.nat(200),
  value: hostile,
});

function spoil(sent: unknown, changes: { does: string; at: number; value: unknown }[]): unknown {
  const whole = structuredClone({ sent });
  for (const { does, at, value } of changes) {
    const open = places(whole);
    const [holder, key] = (open[at % open.length] ?? [whole, 'sent']) as [Record<string, unknown>, string];
    if (does === 'put') holder[key] = value;
    else if (does === 'drop') delete holder[key];
    else if (does === 'wrap') holder[key] = [holder[key]];
    else if (isJson(holder[key])) Object.assign(holder[key], { unheardOf: value });
  }
  return whole.sent;
}

const BROKEN = [
  '',
  '{',
  '[1,',
  '{"type":"ASSIGN"',
  'null',
  '"text"',
  '1',
  '{"a":1}{"a":2}',
  '{"a":1,"a":{}}',
  "{'a':1}",
];
const POLLUTING = [
  '{"__proto__":{"admin":true}}',
  '{"constructor":{"prototype":{"admin":true}}}',
  '{"type":["ASSIGN"]}',
];
const DEEP = `${'['.repeat(3_000)}${']'.repeat(3_000)}`;

/** Sound JSON for a route with this schema; `{}` where it takes none. */
export function soundJson(schema: z.ZodType | undefined): fc.Arbitrary<string> {
  return schema ? sound(shapeOf(schema)).map((value) => JSON.stringify(value)) : fc.constant('{}');
}

/** JSON for a route with this schema: a third sound, a half with up to three things done to it, the rest no JSON of ours. */
export function jsonBodies(schema: z.ZodType | undefined): fc.Arbitrary<string> {
  const broken = fc.oneof(
    fc.constantFrom(...BROKEN, ...POLLUTING, DEEP, `{"a":${DEEP}}`, `\uFEFF{}`),
    fc.jsonValue({ maxDepth: 4 }).map((value) => JSON.stringify(value)),
  );
  if (!schema) return broken;
  const good = sound(shapeOf(schema));
  const text = (value: unknown) => JSON.stringify(value) ?? '';
  return fc.oneof(
    { weight: 4, arbitrary: good.map(text) },
    {
      weight: 6,
      arbitrary: fc
        .tuple(good, fc.array(change, { minLength: 1, maxLength: 3 }))
        .map(([value, changes]) => text(spoil(value, changes))),
    },
    { weight: 2, arbitrary: broken },
  );
}

/** Names and values for the query of a route with this schema, some of them twice or spoilt. */
export function soundQueries(schema: z.ZodObject | undefined): fc.Arbitrary<[string, string][]> {
  const fields = Object.entries(shapeOf(schema ?? z.strictObject({})).properties ?? {});
  if (fields.length === 0) return fc.constant([]);
  const pair = fc
    .constantFrom(...fields)
    .chain(([name, shape]) => sound(shape, name).map((value): [string, string] => [name, String(value)]));
  return fc.array(pair, { maxLength: 4 });
}
