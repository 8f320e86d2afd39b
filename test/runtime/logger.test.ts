import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Writable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { createLogger, withLogFields, type LoggerOptions } from '../../runtime/logger.ts';

const CANARY = 'canary-7f3a91';

describe('createLogger', () => {
  let directory: string;
  let lines: string[];

  const create = (options: Partial<LoggerOptions> = {}) =>
    createLogger({
      name: 'probe',
      level: 'info',
      format: 'json',
      terminal: intoLines(),
      ...options,
    });
  const intoLines = () =>
    new Writable({
      write: (line, _encoding, done) => {
        lines.push(String(line));
        done();
      },
    });
  const written = () => lines.map((line) => JSON.parse(line) as Record<string, unknown>);

  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'plantao-log-'));
    lines = [];
  });
  afterEach(() => rmSync(directory, { recursive: true, force: true }));

  it('A.3: a line has level, time, name and message, in the file and on the terminal alike', async () => {
    (await create({ directory })).info({ rows: 3 }, 'window copied');
    const [file] = readdirSync(directory);
    assert.equal(file, 'probe.1.log');
    assert.equal(readFileSync(join(directory, 'probe.1.log'), 'utf8'), lines.join(''));
    const { time, ...rest } = written()[0] ?? {};
    assert.deepEqual(rest, { level: 'info', pid: process.pid, name: 'probe', rows: 3, msg: 'window copied' });
    assert.match(String(time), /^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
  });

  it('A.3: less severe than the level is not written', async () => {
    const log = await create({ level: 'warn' });
    log.info('quiet');
    log.warn('loud');
    assert.deepEqual(
      written().map(({ msg }) => msg),
      ['loud'],
    );
  });

  it('A.3: every line of a piece of work carries its ids, whoever writes it and however deep', async () => {
    const log = await create();
    const child = log.child({ part: 'store' });
    await withLogFields({ requestId: 'r-1' }, async () => {
      await Promise.resolve();
      child.info('in the request');
      withLogFields({ workflowId: 'w-1' }, () => log.info('in the workflow'));
    });
    log.info('outside');
    assert.deepEqual(
      written().map(({ requestId, workflowId, part }) => ({ requestId, workflowId, part })),
      [
        { requestId: 'r-1', workflowId: undefined, part: 'store' },
        { requestId: 'r-1', workflowId: 'w-1', part: undefined },
        { requestId: undefined, workflowId: undefined, part: undefined },
      ],
    );
  });

  it('A.3: no secret is written, wherever it stands', async () => {
    const log = await create({ directory });
    log.info({ token: CANARY, person: { phone: CANARY, cpf: CANARY, email: CANARY } }, 'fields');
    log.info({ req: { headers: { authorization: `Bearer ${CANARY}`, cookie: CANARY } } }, 'headers');
    log.warn(
      { url: `https://x.3c.plus/api/v1/calls?page=2&api_token=${CANARY}` },
      `GET /calls?api_token=${CANARY}&page=2`,
    );
    log.error({ err: new Error(`refused: Authorization: Bearer ${CANARY}`) }, 'vendor');
    log.error({ err: new Error(`cannot reach mssql://robot:${CANARY}@host/db`) }, 'database');
    log.child({ apiKey: CANARY }).info('child');
    assert.equal(lines.length, 6);
    assert.ok(!lines.join('').includes(CANARY), lines.join(''));
    assert.ok(!readFileSync(join(directory, 'probe.1.log'), 'utf8').includes(CANARY));
    assert.match(lines[2] ?? '', /page=2/);
  });

  it('A.3: pretty lines are for people, and hide secrets as well', async () => {
    (await create({ format: 'pretty' })).info({ token: CANARY }, 'hello');
    assert.match(lines.join(''), /INFO.*hello/);
    assert.ok(!lines.join('').includes(CANARY));
  });

  it('A.3: the file is rotated at 10 MB and five are kept', async function () {
    this.timeout(30_000);
    const log = await create({ directory, terminal: new PassThrough().resume() });
    const filler = 'x'.repeat(1_000_000);
    for (let megabytes = 0; megabytes < 75; megabytes += 1) {
      log.info(filler);
      await new Promise((resolve) => setImmediate(resolve)); // the file turns between two writes
    }
    while (readdirSync(directory).length > 5) await pause(10); // old files go in the background
    const files = readdirSync(directory);
    assert.equal(files.length, 5, files.join(' '));
    assert.ok(files.every((file) => statSync(join(directory, file)).size <= 12_000_000));
  });
});
