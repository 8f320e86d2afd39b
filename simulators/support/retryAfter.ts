const FORMS: Readonly<Record<string, (seconds: number) => string | undefined>> = {
  seconds: (seconds) => String(seconds),
  date: (seconds) => new Date(Date.now() + seconds * 1000).toUTCString(),
  past: (seconds) => new Date(Date.now() - seconds * 1000).toUTCString(),
  absent: () => undefined,
  zero: () => '0',
  absurd: () => '31536000',
};

/** The header `Retry-After` in one of the forms in which vendors send it; none for an unknown form. */
export const retryAfter = (form: string, seconds: number): Readonly<Record<string, string>> => {
  const value = FORMS[form]?.(seconds);
  return value === undefined ? {} : { 'retry-after': value };
};
