import assert from 'node:assert/strict';
import { Agent, request } from 'node:http';
import fc from 'fast-check';
import { sql } from 'kysely';
import { manyAtOnce } from '../support/manyAtOnce.ts';
import { judgeOf } from './support/described.ts';
import type { Judge } from './support/described.ts';
import type { OpenApiDocument } from './support/jsonSchema.ts';
import { examplesOf } from './support/openApiExamples.ts';
import type { Example } from './support/openApiExamples.ts';
import { SHARED_KEY, startConsultants } from './support/startConsultants.ts';
import type { ConsultantsServer } from './support/startConsultants.ts';

const EXAMPLES = 500;
const AT_ONCE = 8;
/** The same examples in the same order, every time. */
const SEED = 20_261_121;

interface Trial extends Example {
  readonly operation: string;
  readonly method: string;
}
interface Outcome {
  readonly status: number;
  readonly faults: readonly string[];
}

describe('scenario 16: /consultants, asked as it describes itself', function () {
  this.timeout(120_000);
  let api: ConsultantsServer;
  let outcomes: Map<string, Outcome[]>;
  let shapeBefore: unknown;
  const agent = new Agent({ keepAlive: true });

  const send = (token: string, { method, path, headers, body }: Trial) =>
    new Promise<{ status: number; contentType: string; text: string }>((resolve, reject) => {
      const { hostname: host, port } = new URL(api.url);
      const known = { authorization: `Bearer ${token}`, 'api-key': SHARED_KEY, 'content-type': 'application/json' };
      const asking = request({ agent, host, port, method, path, headers: { ...known, ...headers } }, (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (part: string) => (text += part));
        response.on('end', () => {
          const { statusCode: status = 0, headers: given } = response;
          resolve({ status, contentType: given['content-type'] ?? '', text });
        });
      });
      asking.on('error', reject);
      asking.end(body);
    });
  /** SQLite counts every change of a table's shape. */
  const shape = async () => (await sql`pragma schema_version`.execute(api.store.db)).rows;

  before(async () => {
    api = await startConsultants({ heartbeatSeconds: 60 });
    await api.hire({ idiomas: ['pt', 'en'] });
    const token = await api.tokenOf('admin');
    const document: OpenApiDocument = (await api.call('GET', '/openapi.json', { token })).json;
    const judges = new Map<string, Judge>();
    const trials: Trial[] = [];
    for (const [path, methods] of Object.entries(document.paths)) {
      if (!path.startsWith('/consultants/')) continue;
      for (const [method, described] of Object.entries(methods)) {
        const operation = `${method.toUpperCase()} ${path}`;
        judges.set(operation, judgeOf(document, path, method));
        const examples = fc.sample(examplesOf(path, described), { seed: SEED, numRuns: EXAMPLES });
        for (const example of examples) trials.push({ ...example, operation, method: method.toUpperCase() });
      }
    }
    // One after the other in any order: what one operation leaves behind, the others meet.
    const [order = []] = fc.sample(fc.shuffledSubarray(trials, { minLength: trials.length }), {
      seed: SEED,
      numRuns: 1,
    });
    shapeBefore = await shape();
    outcomes = new Map([...judges.keys()].map((operation) => [operation, []]));
    await manyAtOnce(order.length, AT_ONCE, async (n) => {
      const trial = order[n] ?? assert.fail();
      const { status, contentType, text } = await send(token, trial);
      const wrong = status >= 500 ? 'failed' : judges.get(trial.operation)?.(status, contentType, text);
      const faults = wrong ? [`${trial.path} ${trial.body} → ${status} ${text.slice(0, 300)}: ${wrong}`] : [];
      outcomes.get(trial.operation)?.push({ status, faults });
    });
  });
  after(async () => {
    agent.destroy();
    await api.stop();
  });

  it('8.3: every operation was asked 500 times, and did what it does at least once', () => {
    assert.ok(outcomes.size > 20, 'the document lists the operations');
    for (const [operation, all] of outcomes) {
      assert.equal(all.length, EXAMPLES, operation);
      assert.ok(all.filter(({ status }) => status < 300).length > 10, `${operation} refused nearly everything`);
    }
  });

  it('D-13, 8.3: no answer is a failure, and each is as described: status, media type and schema', () => {
    assert.deepEqual(
      [...outcomes.values()].flatMap((all) => all.flatMap(({ faults }) => faults)),
      [],
    );
  });

  it('D-10: nothing of it changed the shape of a table', async () => {
    assert.deepEqual(await shape(), shapeBefore);
  });

  it('D-8: after all of it the lists and the turns still work', async () => {
    for (const path of ['/consultores', '/protocolos?limit=9999'])
      assert.equal((await api.ask('GET', path)).status, 200);
    await api.hire({ idiomas: ['nl'] });
    assert.equal((await api.ask('GET', '/consultor/da-vez?idioma=nl')).status, 200);
  });
});
