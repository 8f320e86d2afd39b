import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { randomSecret } from './secrets.ts';

const hasCode = (error: unknown, code: string) => error instanceof Error && 'code' in error && error.code === code;

async function readIfThere(file: string): Promise<Buffer | null> {
  try {
    return await readFile(file);
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return null;
    throw error;
  }
}

/** The file appears whole or not at all, so processes that start together agree on one. */
async function make(file: string): Promise<Buffer> {
  const draft = `${file}.${process.pid}`;
  await mkdir(dirname(file), { recursive: true });
  await writeFile(draft, randomSecret(), { mode: 0o600 });
  try {
    await link(draft, file);
  } catch (error) {
    if (!hasCode(error, 'EEXIST')) throw error;
  } finally {
    await rm(draft, { force: true });
  }
  return readFile(file);
}

/** The key that signs access tokens: AUTH_SECRET, or a file that is made once and readable by its owner alone. */
export async function loadSigningKey(secret: string | undefined, file: string): Promise<Uint8Array> {
  return secret === undefined ? ((await readIfThere(file)) ?? make(file)) : Buffer.from(secret);
}
