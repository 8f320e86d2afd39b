import { mkdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { DatabaseKind } from '../kind.ts';
import { sqlite } from '../portable.ts';
import { sqliteDialect } from './dialect.ts';

const PREFIX_LENGTH = 'sqlite:'.length;

/** Rows in one file of this machine: `sqlite:` and a relative or absolute path. */
export const sqliteKind: DatabaseKind = {
  name: 'sqlite',
  schemes: ['sqlite:'],
  example: 'sqlite:path/to/file',
  portable: sqlite,
  dialect(url, options) {
    const path = url.slice(PREFIX_LENGTH);
    if (path === '') throw new Error('DATABASE_URL names no file: write sqlite:path/to/file.');
    const file = resolve(path);
    // Calls hold personal data: the folder is for this user alone.
    if (!options.readOnly) mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    return sqliteDialect({ file, ...options });
  },
};
