/** What comes with a request, checked once before any route reads it: a form is a plain record of texts and lists of texts. */
import express, { type RequestHandler } from 'express';
import { UnsupportedType } from '../platform/errors.js';
import { BODY_LIMIT_BYTES } from './error-handler.js';
import type { Route } from './routes.js';

const MOST_FIELDS = 1_200;

/** Nothing was sent along: a button without a field, or a program that sends none. */
const isEmpty = (length: string | undefined, chunked: string | undefined) =>
  chunked === undefined && (length === undefined || length === '0');

function onlyOf(type: string): RequestHandler {
  return (req, _res, next) => {
    const { 'content-length': length, 'transfer-encoding': chunked } = req.headers;
    if (isEmpty(length, chunked) || req.is(type)) return next();
    throw new UnsupportedType(type);
  };
}

/** Without a body the parser leaves none; whoever reads fields finds an empty form instead. */
const alwaysThere: RequestHandler = (req, _res, next) => {
  req.body ??= {};
  next();
};

const FORM = 'application/x-www-form-urlencoded';
/** Without `extended`, names such as `a[b]` stay names: no field can be an object. */
const form = [
  onlyOf(FORM),
  express.urlencoded({ extended: false, limit: BODY_LIMIT_BYTES, parameterLimit: MOST_FIELDS }),
  alwaysThere,
];
/** Streamed: the route reads it with `readMultipart`. */
const upload = [onlyOf('multipart/form-data'), alwaysThere];

/** Read the body of a page's route; one of another type is refused as 415 with the type that is taken. */
export function pageBody({ method, body }: Pick<Route, 'method' | 'body'>): RequestHandler[] {
  if (method === 'get') return [];
  return body === 'upload' ? upload : form;
}

/** The body of an API route: JSON whatever it calls itself, since few programs say what they send. */
export function jsonBody({ method }: Pick<Route, 'method'>): RequestHandler[] {
  return method === 'get' ? [] : [express.json({ limit: BODY_LIMIT_BYTES, type: () => true })];
}
