/**
 * A database URL as it may be shown: `scheme://host/database`, without user, password and options; a SQLite file as it is.
 * Cuts by its own rules, since a URL that is not well made must not be shown with a password either.
 */
export function shownUrl(url: string): string {
  if (url.startsWith('sqlite:')) return url;
  const [, scheme, rest = ''] = /^([a-z][a-z0-9+.-]*):\/\/(.*)$/is.exec(url) ?? [];
  if (scheme === undefined) return 'a URL without a scheme';
  const at = rest.lastIndexOf('@');
  // Every server wants a user: without an @ it is one, and maybe a password, that stands where the host should be.
  return `${scheme}://${at < 0 ? '…' : rest.slice(at + 1).replace(/[?;#].*$/s, '')}`;
}
