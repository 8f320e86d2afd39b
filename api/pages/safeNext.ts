const HERE = 'http://here.invalid';

/** Where a log-in leads: a path of this site, or the home page when `next` is anything else. */
export function safeNext(next: unknown): string {
  const url = typeof next === 'string' && next.startsWith('/') ? URL.parse(next, HERE) : null;
  // `/.//evil` is a path of this site whose normal form, `//evil`, is another host to a browser.
  if (url?.origin !== HERE || url.pathname.startsWith('//')) return '/';
  return url.pathname + url.search;
}
