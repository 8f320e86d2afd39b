import type { Request, Response } from 'express';
import { BROWSER_SESSION_MS } from './sessions.ts';

const NAME = 'plantao_session';

const attributes = (request: Request) =>
  ({ httpOnly: true, sameSite: 'strict', secure: request.secure, path: '/' }) as const;

export const readSessionCookie = (request: Request): string | undefined =>
  request
    .get('cookie')
    ?.split(';')
    .map((pair) => pair.trim())
    .find((pair) => pair.startsWith(`${NAME}=`))
    ?.slice(NAME.length + 1);

export const setSessionCookie = (request: Request, response: Response, token: string): void => {
  response.cookie(NAME, token, { ...attributes(request), maxAge: BROWSER_SESSION_MS });
};

export const clearSessionCookie = (request: Request, response: Response): void => {
  response.clearCookie(NAME, attributes(request));
};
