import type { Endpoint } from './endpoint.ts';

export type Match =
  | { readonly kind: 'endpoint'; readonly endpoint: Endpoint; readonly params: Readonly<Record<string, string>> }
  /** The path is known, the method is not. */
  | { readonly kind: 'wrong-method'; readonly path: string; readonly allowed: readonly string[] };

/** The text between `{` and `}` of a path: one segment of any kind. */
const pattern = (path: string): RegExp =>
  new RegExp(
    `^${path
      .split(/\{(\w+)\}/)
      .map((part, i) => (i % 2 === 1 ? `(?<${part}>[^/]+)` : RegExp.escape(part)))
      .join('')}$`,
  );

/** Finds endpoints as Starlette does: in their order, the first whose path and method fit; null for a path of none. */
export function createMatch(endpoints: readonly Endpoint[]): (method: string, path: string) => Match | null {
  const routes = endpoints.map((endpoint) => ({ endpoint, path: pattern(endpoint.path) }));
  return (method, path) => {
    let known: Endpoint | undefined;
    for (const route of routes) {
      const found = route.path.exec(path);
      if (!found) continue;
      const { endpoint } = route;
      if (endpoint.method === method) return { kind: 'endpoint', endpoint, params: found.groups ?? {} };
      known ??= endpoint;
    }
    return known ? { kind: 'wrong-method', path: known.path, allowed: [known.method] } : null;
  };
}

/** A path with its `%` sequences read; as it is when they are none. */
export function decodePath(path: string): string {
  if (!path.includes('%')) return path;
  try {
    return decodeURIComponent(path);
  } catch {
    return path; // no route has such a path, and a parameter of this kind is no number
  }
}
