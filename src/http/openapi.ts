/** The OpenAPI 3.1 document, made from the routes themselves, so that it cannot say anything else than they do. */
import { z } from 'zod';
import { API, type ApiRoute, answer } from './api.js';
import type { Route } from './routes.js';

/** RFC 9457, with the reasons that a page would show. */
export const problemDocument = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    reasons: z.array(z.object({ code: z.string(), text: z.string(), field: z.string().optional() })),
    reference: z.string().optional(),
  })
  .meta({ id: 'Problem' });

const PROBLEMS: Record<number, string> = {
  400: 'Cannot be read: broken JSON, an unknown or repeated name, a cursor that is none.',
  401: 'No token, or one that is not valid.',
  403: 'Not allowed; the reason says whose business it is.',
  404: 'There is no such record.',
  409: 'Not possible now; the reasons are those the page shows beside the button.',
  413: 'The body is larger than 1 MiB.',
  422: 'Read, but wrong; each reason names its field.',
  429: 'Too many tries.',
  500: 'A fault of the system; `reference` finds it in the log.',
};
const ALWAYS = [400, 401, 403, 429, 500];

type Json = Record<string, unknown>;

/** `/api/v1/tasks/:id` as OpenAPI writes it, without the prefix. */
export function openApiPath(path: string): string {
  return path.slice(API.length).replace(/:(\w+)/g, '{$1}');
}

/** How a schema is written as JSON Schema, here and wherever the document is read for what it says. */
export const OPENAPI_OPTIONS = { unrepresentable: 'any', reused: 'inline' } as const;

/** A schema as OpenAPI 3.1 takes it: JSON Schema 2020-12. */
function jsonSchema(schema: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema, ...rest } = z.toJSONSchema(schema, { ...OPENAPI_OPTIONS, io }) as Json;
  return rest;
}

function parametersIn(place: 'query' | 'header', schema: z.ZodObject | undefined): Json[] {
  return Object.entries(schema?.shape ?? {}).map(([name, value]) => {
    const { description, ...rest } = jsonSchema(value as z.ZodType, 'input');
    const required = !(value as z.ZodType).safeParse(undefined).success;
    return { name, in: place, required, schema: rest, ...(description ? { description } : {}) };
  });
}

/** `GET /tasks/{id}/events` is `getTasksIdEvents`. */
function operationId(method: string, path: string): string {
  return `${method} ${openApiPath(path)}`.replace(/[^a-z]+([a-z])?/gi, (_all, next = '') => next.toUpperCase());
}

function operation({ method, path, action, api }: ApiRoute): Json {
  const inPath = [...path.matchAll(/:(\w+)/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));
  const more = method === 'post' ? [409, 413, 422] : api.query ? [422] : [];
  const statuses = [...new Set([...ALWAYS, ...more, ...(inPath.length > 0 ? [404] : []), ...(api.problems ?? [])])];
  const problem = { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } };
  return {
    summary: api.summary,
    operationId: operationId(method, path),
    description: `Policy: \`${action}\`.`,
    parameters: [...inPath, ...parametersIn('query', api.query), ...parametersIn('header', api.headers)],
    ...(api.body && {
      requestBody: { required: true, content: { 'application/json': { schema: jsonSchema(api.body, 'input') } } },
    }),
    responses: {
      [api.status]: {
        description: 'Done.',
        content: { 'application/json': { schema: jsonSchema(api.answer, 'output') } },
      },
      ...Object.fromEntries(
        statuses.sort().map((status) => [status, { description: PROBLEMS[status], content: problem }]),
      ),
    },
    ...(action === 'public' ? { security: [] } : {}),
  };
}

/** The document of these routes. */
export function openApiDocument(routes: readonly ApiRoute[], version: string): Json {
  const paths: Record<string, Json> = {};
  for (const route of routes) {
    const path = openApiPath(route.path);
    paths[path] = { ...paths[path], [route.method]: operation(route) };
  }
  const { id, ...problem } = jsonSchema(problemDocument, 'output');
  return {
    openapi: '3.1.1',
    info: {
      title: 'Sanxiang (三项)',
      version,
      description:
        'The same use cases and the same reasons as the pages. Texts are in the language of the token’s owner. ' +
        'Days are civil dates in Asia/Shanghai, instants are UTC.',
    },
    servers: [{ url: API }],
    security: [{ token: [] }],
    paths,
    components: {
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer', description: 'A token made on the account page or with the CLI.' },
      },
      schemas: { Problem: problem },
    },
  };
}

/** The routes together with the one that describes them all, itself included. */
export function withOpenApi(routes: readonly ApiRoute[], version: string): Route[] {
  // Written when somebody asks for it: making the schemas of all routes would slow every start.
  let document: Json | undefined;
  const describing: ApiRoute = {
    method: 'get',
    path: `${API}/openapi.json`,
    action: 'public',
    api: { summary: 'This document.', status: 200, answer: z.record(z.string(), z.unknown()) },
    handler: (_req, res) => {
      document ??= openApiDocument(all, version);
      answer(res, 200, document);
    },
  };
  const all = [...routes, describing];
  return all;
}
