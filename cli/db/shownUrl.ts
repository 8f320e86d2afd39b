/**
 * A database URL as it may be shown: `scheme://host/database`, without user, password and options; a SQLite file as it is.
 * Cuts by its own rules, since a URL that is not well made must not be shown with a password either.
 */
export function shownUrl(url: string): string {
  const [, scheme, rest = ''] = /^([a-z][a-z0-9+.-]*):\/\/(.*)$/is.exec(url) ?? [];
  if (scheme === undefined) return url.startsWith('sqlite:') ? url : 'a URL without a scheme';
  return `${scheme}://${rest.slice(rest.lastIndexOf('@') + 1).replace(/[?;#].*$/s, '')}`;
}
