import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import express from 'express';
import type { RequestHandler, Router } from 'express';
import type { Authenticate } from '../auth/authenticate.ts';
import { onlyMethods } from '../mount.ts';
import { docsPage, docsScript } from './docsPage.ts';
import { homePage } from './homePage.ts';

const assetsFolder = dirname(fileURLToPath(import.meta.resolve('swagger-ui-dist/package.json')));
const ASSETS = new Set(['/swagger-ui.css', '/swagger-ui-bundle.js', '/favicon-32x32.png']);

/** Where an integration answers at `/` too, programs get its answer and browsers the page. */
const unlessForPrograms =
  (root: boolean): RequestHandler =>
  (request, _response, next) =>
    root && request.accepts(['json', 'html']) !== 'html' ? next('route') : next();

const onlyAssets: RequestHandler = (request, _response, next) => next(ASSETS.has(request.path) ? undefined : 'router');

/**
 * Pages for people who are logged in: `/` and `/docs`, which is `/house/docs` too: a replaced API at `/` may hide the former.
 * @param root whether an integration is mounted at `/` as well
 */
export function contentPages(authenticate: Authenticate, root: boolean): Router {
  const router = express.Router();

  const admitted =
    (name: string): RequestHandler =>
    async (request, response, next) => {
      response.locals['route'] = name;
      response.locals['principal'] = await authenticate(request);
      next();
    };

  router.get('/', unlessForPrograms(root), admitted('/'), (_request, response) => {
    response.send(homePage(response.locals['principal'].name));
  });
  router.get(['/docs', '/house/docs'], admitted('/docs'), (_request, response) => {
    response.send(docsPage);
  });
  router.get('/docs/start.js', admitted('/docs'), (_request, response) => {
    response.type('text/javascript').send(docsScript);
  });
  router.use('/docs/assets', admitted('/docs'), onlyAssets, express.static(assetsFolder, { cacheControl: false }));
  router.all(['/docs', '/house/docs', '/docs/start.js'], onlyMethods(['get']));
  return router;
}
