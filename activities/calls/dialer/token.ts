import { readFile } from 'node:fs/promises';
import { CallError } from '../errors.ts';

/** Where the vendor token comes from: read at each use, so a new one is taken up without a restart (C-4, C-46). */
export type TokenSource = () => Promise<string>;

/** A service token of an organisation, as opposed to a person's (C-53). */
export const isServiceToken = (token: string): boolean => token.startsWith('3cs_');

/** @throws CallError `dialer-not-configured` when neither a token nor a readable file is given */
export function createTokenSource({
  token,
  file,
}: {
  token?: string | undefined;
  file?: string | undefined;
}): TokenSource {
  return async () => {
    if (!file) {
      if (token) return token;
      throw new CallError('dialer-not-configured', 'DIALER_TOKEN or DIALER_TOKEN_FILE must be set.');
    }
    const text = await readFile(file, 'utf8').catch((cause: unknown) => {
      throw new CallError('dialer-not-configured', 'DIALER_TOKEN_FILE cannot be read.', { cause });
    });
    if (text.trim() === '') throw new CallError('dialer-not-configured', 'DIALER_TOKEN_FILE is empty.');
    return text.trim();
  };
}
