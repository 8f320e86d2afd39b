import { z } from 'zod';
import { endpoint } from '../../fastapi/endpoint.ts';
import type { Endpoint } from '../../fastapi/endpoint.ts';
import { openApi } from '../../openapi.ts';

const anything = z.unknown();

const page = (endpoints: readonly Endpoint[]): string => `<!doctype html>
<html lang="pt-BR">
  <head><meta charset="utf-8" /><title>Consultores · Plantão</title></head>
  <body>
    <h1>Consultores</h1>
    <p><a href="openapi.json">openapi.json</a></p>
    <table>
${endpoints.map(({ method, path, summary }) => `      <tr><th>${method}</th><td><code>${path}</code></td><td>${summary}</td></tr>`).join('\n')}
    </table>
  </body>
</html>
`;

/** What the replaced service said of itself to everybody: `/docs`, `/redoc`, `/openapi.json` (3.1). */
export function documentationEndpoints(endpoints: readonly Endpoint[], base: string): Endpoint[] {
  const document = openApi([], [{ base, tag: 'consultants', endpoints }]);
  const pageAt = (path: string): Endpoint =>
    endpoint({
      method: 'GET',
      path,
      summary: 'The endpoints, for people',
      roles: 'public',
      answer: anything,
      handle: () => ({ body: page(endpoints), contentType: 'text/html; charset=utf-8' }),
    });
  return [
    endpoint({
      method: 'GET',
      path: '/openapi.json',
      summary: 'The endpoints, for programs',
      roles: 'public',
      answer: anything,
      handle: () => ({ body: document }),
    }),
    pageAt('/docs'),
    pageAt('/redoc'),
  ];
}
