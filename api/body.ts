import express from 'express';
import type { RequestHandler } from 'express';
import { HttpProblem } from './problems.ts';

/** Bodies are small requests; the largest lists 500 campaigns. */
export const BODY_LIMIT_BYTES = 256 * 1024;

const parse = express.json({ limit: BODY_LIMIT_BYTES, strict: false });

const hasBody = (headers: { 'content-length'?: string | undefined; 'transfer-encoding'?: string | undefined }) =>
  headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;

/** Reads a JSON body of at most 256 kB; a body of another media type is refused, not ignored. */
export const readBody: RequestHandler = (request, response, next) => {
  if (hasBody(request.headers) && !request.is('application/json')) {
    next(new HttpProblem(415, 'unsupported-media-type', 'The body must be application/json'));
    return;
  }
  parse(request, response, next);
};

/** What vendors send unasked is larger than what people ask for: a call may carry a note of a megabyte. */
const TEXT_LIMIT_BYTES = 2 * 1024 * 1024;

/** Reads a body of any media type as text. */
export const readText: RequestHandler = express.text({ type: () => true, limit: TEXT_LIMIT_BYTES });
