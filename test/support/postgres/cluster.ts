import { execFile, spawn } from 'node:child_process';
import { chownSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import pg from 'pg';
import { freePort } from '../../../runtime/ports.ts';
import type { Binaries } from './binaries.ts';

const USER = 'plantao';
const PASSWORD = 'segredo-1';
const READY_WITHIN_MS = 30_000;

/**
 * Runs a server until its own input ends: when the tests do, in whichever way, for the system closes what they held. It is
 * not of their process group, so that an interrupt from the keyboard does not end it before it has cleaned up.
 */
const KEEPER = `folder=$1; shift
"$@" >"$folder/log" 2>&1 &
server=$!
cat >/dev/null
kill -QUIT $server
wait $server
rm -rf "$folder"`;

/** What is lost when the machine stops is of no interest here; a deadlock is, and soon. */
const SETTINGS = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'deadlock_timeout=100ms'];

/**
 * A server of one's own: in a temporary folder, on a free port, ended with this process.
 * @returns the URL of its first database
 * @throws Error with the end of the server's log
 */
export async function startCluster({ folder: bin, owner }: Binaries): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'plantao-postgres-'));
  const data = join(folder, 'data');
  const passwordFile = join(folder, 'password');
  writeFileSync(passwordFile, PASSWORD);
  if (owner) for (const path of [folder, passwordFile]) chownSync(path, owner.uid, owner.gid);
  const init = ['-D', data, '-U', USER, '--pwfile', passwordFile, '--auth=scram-sha-256'];
  const options = { ...owner, cwd: folder };
  await promisify(execFile)(join(bin, 'initdb'), [...init, '--encoding=UTF8', '--locale=C', '--no-sync'], options);

  const port = await freePort();
  const place = ['-D', data, '-h', '127.0.0.1', '-p', String(port), '-k', ''];
  const server = [join(bin, 'postgres'), ...place, ...SETTINGS.flatMap((setting) => ['-c', setting])];
  const keeper = spawn('sh', ['-c', KEEPER, 'keeper', folder, ...server], {
    ...options,
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  keeper.unref();
  // The pipe must stay open as long as we live, and must not be what we live for.
  if ('unref' in keeper.stdin && typeof keeper.stdin.unref === 'function') keeper.stdin.unref();
  const url = `postgresql://${USER}:${PASSWORD}@127.0.0.1:${port}/postgres`;
  await ready(url, join(folder, 'log'));
  return url;
}

async function ready(url: string, log: string): Promise<void> {
  const giveUpAt = performance.now() + READY_WITHIN_MS;
  for (;;) {
    const client = new pg.Client(url);
    try {
      await client.connect();
      return;
    } catch (cause) {
      if (performance.now() < giveUpAt) await pause(30);
      else
        throw new Error(`The PostgreSQL server did not come up: ${readFileSync(log, 'utf8').slice(-1_000)}`, { cause });
    } finally {
      await client.end();
    }
  }
}
