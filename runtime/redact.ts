/** What stands where a secret was. */
export const REDACTED = '[redacted]';

/** Fields that never reach a log with their value, at the top of a line or one level below. */
const SECRET_FIELDS = [
  'token',
  'api_token',
  'accessToken',
  'refreshToken',
  'apiKey',
  'password',
  'secret',
  'authorization',
  'cookie',
  'phone',
  'cpf',
  'email',
] as const;

/** pino's paths of the fields above. */
export const redactedPaths: string[] = [
  ...SECRET_FIELDS.flatMap((field) => [field, `*.${field}`]),
  '*.headers.authorization',
  '*.headers.cookie',
  '*.headers["set-cookie"]',
];

const SECRETS_IN_TEXT: readonly [RegExp, string][] = [
  [/([?&](?:api_token|access_token|token|key)=)[^&\s"'\\]+/gi, `$1${REDACTED}`],
  [/\b(Bearer|Basic) +[\w.~+/-]{6,}=*/gi, `$1 ${REDACTED}`],
  [/(:\/\/[^\s:/@"']+:)[^\s@"']+@/g, `$1${REDACTED}@`],
];

/** Takes tokens out of text: query parameters of URLs, Authorization values, passwords in connection strings. */
export const redactText = (text: string): string =>
  SECRETS_IN_TEXT.reduce((cleaned, [secret, replacement]) => cleaned.replace(secret, replacement), text);
