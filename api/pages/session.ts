import express from 'express';
import type { Request, RequestHandler, Router } from 'express';
import { z } from 'zod';
import type { Authenticate } from '../auth/authenticate.ts';
import { clearSessionCookie, setSessionCookie } from '../auth/cookie.ts';
import { isSameOrigin } from '../auth/sameOrigin.ts';
import type { Sessions } from '../auth/sessions.ts';
import { onlyMethods } from '../mount.ts';
import { forbidden, HttpProblem } from '../problems.ts';
import { validate } from '../validate.ts';
import { loginPage } from './loginPage.ts';
import { safeNext } from './safeNext.ts';

export interface SessionPagesDeps {
  readonly sessions: Sessions;
  readonly authenticate: Authenticate;
  readonly guard: RequestHandler;
}

const loginForm = z.strictObject({
  user: z.string().max(200),
  password: z.string().max(200),
  next: z.string().max(2_000).optional(),
});

const route =
  (name: string): RequestHandler =>
  (_request, response, next) => {
    response.locals['route'] = name;
    next();
  };

function refuseOtherSites(request: Request): void {
  if (!isSameOrigin(request)) throw forbidden('The form was sent from another site.');
}

/** `/login` and `/logout` for browsers: plain forms and one cookie that scripts cannot read. */
export function sessionPages({ sessions, authenticate, guard }: SessionPagesDeps): Router {
  const router = express.Router();
  const form = express.urlencoded({ extended: false, limit: 16_384, parameterLimit: 10 });

  router.get('/login', route('/login'), (request, response) => {
    response.send(loginPage(safeNext(request.query['next'])));
  });

  router.post('/login', route('/login'), guard, form, async (request, response) => {
    refuseOtherSites(request);
    const { user, password, next } = validate(loginForm, request.body ?? {}, 'body');
    try {
      setSessionCookie(request, response, await sessions.loginBrowser(user, password));
    } catch (error) {
      if (!(error instanceof HttpProblem && error.status === 401)) throw error;
      response.status(401).send(loginPage(safeNext(next), 'Usuário ou senha incorretos.'));
      return;
    }
    response.redirect(303, safeNext(next));
  });

  router.post('/logout', route('/logout'), async (request, response) => {
    const { sessionId } = await authenticate(request);
    if (sessionId !== null) await sessions.end(sessionId);
    clearSessionCookie(request, response);
    response.redirect(303, '/login');
  });

  router.all('/login', onlyMethods(['get', 'post']));
  router.all('/logout', onlyMethods(['post']));
  return router;
}
