import { DatabaseSync } from 'node:sqlite';
import express from 'express';
import { exitWithParent } from '../../runtime/exitWithParent.ts';

// The least that gives turns and numbers: one handler, one transaction, no keys, checks, explanations or hand-overs.
exitWithParent();
const [file = '', port = ''] = process.argv.slice(2);
const PEOPLE = 20;
const WAIT_MS = 5_000;

const database = new DatabaseSync(file, { timeout: WAIT_MS });
// As the API of the product opens its file: a number that is told to somebody is on the disk.
for (const pragma of [
  'page_size = 16384',
  'journal_mode = WAL',
  'synchronous = FULL',
  'cache_size = -8192',
  'wal_autocheckpoint = 500',
]) {
  database.exec(`PRAGMA ${pragma}`);
}
database.exec(`
  begin immediate;
  create table if not exists people (id integer primary key, name text not null, english integer not null, last_turn integer not null);
  create table if not exists counter (id integer primary key, reached integer not null);
  create table if not exists numbers (number text primary key, person integer, at text not null);
  insert or ignore into counter values (1, 0);
  with recursive n(i) as (select 1 union all select i + 1 from n where i < ${PEOPLE})
    insert or ignore into people select i, 'Consultora ' || i, i % 4 = 0, 0 from n;
  commit;
`);
const longestWaiting = database.prepare(
  'select id, name from people where english >= ? order by last_turn, id limit 1',
);
const count = database.prepare('update counter set reached = reached + 1 where id = 1 returning reached');
const insert = database.prepare('insert into numbers values (?, ?, ?)');
const moveBack = database.prepare('update people set last_turn = ? where id = ?');

interface Person {
  readonly id: number;
  readonly name: string;
}

/** @param language null for a number alone */
function take(language: string | null): { number: string; person: Person | null } {
  database.exec('begin immediate');
  const person = language === null ? null : (longestWaiting.get(Number(language === 'en')) as unknown as Person);
  const { reached } = count.get() as { reached: number };
  const number = `#${String(reached).padStart(5, '0')}`;
  insert.run(number, person?.id ?? null, new Date().toISOString());
  if (person) moveBack.run(reached, person.id);
  database.exec('commit');
  return { number, person };
}

const app = express();
app.get('/consultor/da-vez', (request, response) => {
  const { number, person } = take(request.query['idioma'] === 'en' ? 'en' : 'pt');
  response.json({ consultor_id: person?.id, consultor_nome: person?.name, numero_protocolo: number });
});
app.get('/gerar-protocolo', (_request, response) => {
  response.json({ numero_protocolo: take(null).number });
});
app.listen(Number(port), '127.0.0.1', () => process.send?.('ready'));
