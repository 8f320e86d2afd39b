import type { Request, Response } from 'express';

const METHODS = ['DELETE', 'GET', 'HEAD', 'OPTIONS', 'PATCH', 'POST', 'PUT'];
const MAX_AGE_SECONDS = '600';

export type Origins = '*' | readonly string[];

/**
 * Cross-origin answers as Starlette's middleware gives them, with credentials allowed (3.1).
 * @returns whether the request was a preflight, which is then answered
 */
export function createCors(origins: Origins): (request: Request, response: Response) => boolean {
  const isAllowed = (origin: string) => origins === '*' || origins.includes(origin);

  function name(response: Response, origin: string, explicitly: boolean): void {
    response.setHeader('Access-Control-Allow-Credentials', 'true');
    if (!isAllowed(origin)) return;
    const anybody = origins === '*' && !explicitly;
    response.setHeader('Access-Control-Allow-Origin', anybody ? '*' : origin);
    if (!anybody) response.vary('Origin');
  }

  function answerPreflight(request: Request, response: Response, origin: string, method: string): void {
    const faults = [!isAllowed(origin) && 'origin', !METHODS.includes(method) && 'method'].filter(Boolean);
    const headers = request.get('access-control-request-headers');
    name(response, origin, true);
    response.setHeader('Access-Control-Allow-Methods', METHODS.join(', '));
    response.setHeader('Access-Control-Max-Age', MAX_AGE_SECONDS);
    if (headers !== undefined) response.setHeader('Access-Control-Allow-Headers', headers);
    response.setHeader('Content-Type', 'text/plain; charset=utf-8');
    response.statusCode = faults.length === 0 ? 200 : 400;
    response.end(faults.length === 0 ? 'OK' : `Disallowed CORS ${faults.join(', ')}`);
  }

  return (request, response) => {
    const { origin, cookie, 'access-control-request-method': method } = request.headers;
    if (origin === undefined) return false;
    if (request.method === 'OPTIONS' && typeof method === 'string') {
      answerPreflight(request, response, origin, method);
      return true;
    }
    name(response, origin, cookie !== undefined);
    return false;
  };
}
