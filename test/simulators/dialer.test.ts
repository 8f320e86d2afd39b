import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import type { Dialer } from '../../simulators/dialer/start.ts';
import { control, DAY, DAY_RANGE, get, getPage, pagePath, readAll, startSmall } from './dialerClient.ts';

describe('dialer simulator', () => {
  let dialer: Dialer;
  before(async () => {
    dialer = await startSmall();
  });
  after(() => dialer.close());
  beforeEach(() => {
    dialer.reset();
    dialer.setClock('2026-11-20T12:00:00Z');
  });

  describe('world', () => {
    it('6: the same seed gives the same bytes, another seed does not', async () => {
      const [twin, other] = await Promise.all([startSmall(), startSmall({ seed: 2 })]);
      try {
        const dataOf = async (of: Dialer) => JSON.stringify((await getPage(of)).body.data);
        assert.equal(await dataOf(twin), await dataOf(dialer));
        assert.notEqual(await dataOf(other), await dataOf(dialer));
        assert.equal(twin.truth(DAY_RANGE).hash, dialer.truth(DAY_RANGE).hash);
        assert.notEqual(other.truth(DAY_RANGE).hash, dialer.truth(DAY_RANGE).hash);
      } finally {
        await Promise.all([twin.close(), other.close()]);
      }
    });

    it('6: clean paging returns exactly the truth, in order of date and id', async () => {
      const calls = await readAll(dialer, { perPage: 70 });
      const truth = dialer.truth({ campaign: 5, ...DAY_RANGE, withIds: true });
      assert.equal(calls.length, 250);
      assert.deepEqual(calls.map(({ id }) => id).toSorted(), truth.ids);
      assert.equal(
        truth.hash,
        createHash('sha256')
          .update((truth.ids ?? []).join('\n'))
          .digest('hex'),
      );
      const keys = calls.map((call) => `${String(call['call_date'])} ${call.id}`);
      assert.deepEqual(keys, keys.toSorted());
    });

    it('3.5: a call carries every documented field and ten dynamic columns in 2 to 3 kB', async () => {
      const { body } = await getPage(dialer);
      for (const call of body.data) {
        assert.match(call.id, /^[0-9a-f]{24}$/);
        assert.match(String(call['call_date_rfc3339']), /^2026-11-10T\d\d:\d\d:\d\d-03:00$/);
        assert.equal(String(call['call_date_rfc3339']).slice(0, 19).replace('T', ' '), call['call_date']);
        const { data } = call['mailing_data'] as { data: Record<string, string> };
        assert.ok(Object.keys(data).length === 10 && 'RAZAO SOCIAL' in data && 'SOCIO' in data);
        const size = JSON.stringify(call).length;
        assert.ok(size > 2000 && size < 3000, `${size} characters`);
      }
    });

    it('C-42: volumes of 0, 1, exactly 100 and 29,000 a day', async () => {
      for (const count of [0, 1, 100, 29_000]) {
        dialer.setWorld({ campaigns: [{ id: 5, name: 'Cinco', days: { [DAY]: count } }] });
        const { body } = await getPage(dialer);
        assert.equal(body.meta.pagination['total'], count);
        assert.equal(body.data.length, Math.min(count, 100));
        assert.equal(dialer.truth({ campaign: 5, ...DAY_RANGE }).count, count);
      }
    });

    it('C-42: the default world has calls on any past day and none after now', async () => {
      dialer.setWorld({});
      dialer.setClock('2026-11-20T15:00:00Z');
      const countOf = (from: string, to: string) => dialer.truth({ campaign: 5, from, to }).count;
      assert.equal(countOf('2019-03-05T03:00:00Z', '2019-03-06T03:00:00Z'), 9000);
      assert.equal(countOf('2026-11-20T15:00:00Z', '2026-11-25T03:00:00Z'), 0);
      const today = countOf('2026-11-20T03:00:00Z', '2026-11-21T03:00:00Z');
      assert.ok(today > 2500 && today < 3100, `${today} calls by noon`);
    });

    it('5.2: a clock that was turned back lists doubled local hours once, in wall-clock order', async () => {
      dialer.setWorld({ campaigns: [{ id: 5, name: 'Cinco', callsPerDay: 240, from: '00:00', to: '24:00' }] });
      // The night of 2018-02-17 had two hours from 23:00 in São Paulo.
      const day = { start: '2018-02-17 00:00:00', end: '2018-02-17 23:59:59' };
      const calls = await readAll(dialer, day);
      assert.ok(calls.some((call) => String(call['call_date_rfc3339']).endsWith('-02:00')));
      const truth = dialer.truth({ from: '2018-02-17T02:00:00Z', to: '2018-02-18T03:00:00Z', withIds: true });
      assert.deepEqual(calls.map(({ id }) => id).toSorted(), truth.ids);
      const dates = calls.map((call) => String(call['call_date']));
      assert.deepEqual(dates, dates.toSorted());
    });
  });

  describe('filters', () => {
    it('3.3: start and end are inclusive seconds of the account clock', async () => {
      const [first, second] = (await getPage(dialer)).body.data;
      const start = String(first?.['call_date']);
      const only = await readAll(dialer, { start, end: start });
      assert.ok(only.every((call) => call['call_date'] === start) && only.length > 0);
      assert.notEqual(second, undefined);
    });

    it('3.3: campaigns[] repeated, campaign_ids as a comma list, none = all', async () => {
      const total = async (path: string) => (await get(dialer, path)).body.meta.pagination['total'];
      assert.equal(await total(pagePath({ campaign: 6 })), 60);
      assert.equal(await total(`${pagePath()}&campaigns[]=6`), 310);
      assert.equal(await total(pagePath({ campaign: null, extra: { campaign_ids: '5,6' } })), 310);
      assert.equal(await total(pagePath({ campaign: null })), 310);
      assert.equal(await total(pagePath({ campaign: 99 })), 0);
    });

    it('3.3: without with_mailing there is no mailing_data', async () => {
      const { body } = await getPage(dialer, { extra: { with_mailing: 'false' } });
      assert.ok(body.data.every((call) => !('mailing_data' in call)));
    });

    it('C-24: /calls/total counts the same filters', async () => {
      const { body } = await get(dialer, pagePath({ campaign: 6 }).replace('/calls?', '/calls/total?'));
      assert.deepEqual(body.data, { total: 60 });
    });
  });

  describe('also served', () => {
    it('6: /calls/{id} is the call of the list, an unknown id 404', async () => {
      const call = (await getPage(dialer)).body.data[3];
      assert.deepEqual((await get(dialer, `/calls/${call?.id}`)).body.data, call);
      assert.equal((await get(dialer, '/calls/6650a1b2c3d4e5f601234567')).status, 404);
    });

    it('3.7: /campaigns is paged', async () => {
      const { body } = await get(dialer, '/campaigns?per_page=1');
      assert.equal(body.data[0]?.['name'], 'Cinco');
      assert.equal(body.meta.pagination['total_pages'], 2);
      const next = (body.meta.pagination['links'] as { next: string }).next;
      assert.equal((await get(dialer, next.slice(dialer.baseUrl.length))).body.data[0]?.['name'], 'Seis');
    });

    it('3.2: /authenticate gives the token for the right password only', async () => {
      const login = (password: string) =>
        get(dialer, '/authenticate', {
          method: 'POST',
          body: JSON.stringify({ user: 'gestor', password, company_id: 42 }),
        });
      assert.deepEqual((await login('senha-simulada')).body.data, { api_token: 'sim-token-1' });
      assert.equal((await login('outra')).status, 401);
    });

    it('34: a second recording within 5 seconds of the account clock is refused as 422', async () => {
      const call = (await getPage(dialer)).body.data.find(({ recorded }) => recorded === true);
      const recording = () => get(dialer, `/calls/${call?.id}/recording`);
      assert.equal((await recording()).headers.get('content-type'), 'audio/mpeg');
      const refused = await recording();
      assert.equal(refused.status, 422);
      assert.match(String(refused.body['error']), /Muitas requisições/);
      dialer.setClock('2026-11-20T12:00:05Z');
      assert.equal((await recording()).status, 200);
    });
  });

  describe('credentials', () => {
    it('3.2: the token travels by header or query; none or a wrong one is 401', async () => {
      const status = async (path: string, authorization: string) =>
        (await get(dialer, path, { headers: { authorization } })).status;
      assert.equal(await status(pagePath(), 'Bearer sim-token-1'), 200);
      assert.equal(await status(`${pagePath()}&api_token=sim-token-1`, ''), 200);
      assert.equal(await status(pagePath(), ''), 401);
      assert.equal(await status(pagePath(), 'Bearer other'), 401);
    });

    it('3.2: X-Agent-Id with a manager token is 400; an agent is 400 without it and 403 with it', async () => {
      dialer.setTokens(['sim-token-1', { token: 'agent', role: 'agent' }]);
      const agent = { authorization: 'Bearer agent' };
      assert.equal((await get(dialer, pagePath(), { headers: { 'x-agent-id': '1' } })).status, 400);
      assert.equal((await get(dialer, pagePath(), { headers: agent })).status, 400);
      assert.equal((await get(dialer, pagePath(), { headers: { ...agent, 'x-agent-id': '1' } })).status, 403);
    });
  });

  describe('control', () => {
    it('6: the journal has every request with its page and rows, and no token', async () => {
      await getPage(dialer, { page: 3 });
      await get(dialer, `/campaigns?api_token=sim-token-1`, { headers: { authorization: '' } });
      const [calls, campaigns] = dialer.journal();
      assert.deepEqual([calls?.n, calls?.path, calls?.status, calls?.page, calls?.rows], [1, '/calls', 200, 3, 50]);
      assert.equal(calls?.credentialIn, 'header');
      assert.equal(campaigns?.credentialIn, 'query');
      assert.ok(!JSON.stringify(dialer.journal()).includes('sim-token'));
      assert.equal(dialer.journal(1).length, 1);
    });

    it('6: world, tokens, faults, clock, journal and truth are reachable over HTTP', async () => {
      const campaigns = [{ id: 7, name: 'Sete', callsPerDay: 10 }];
      assert.equal((await control(dialer, 'PUT', '/__world', { campaigns })).status, 200);
      await control(dialer, 'PUT', '/__clock', { now: '2026-11-12T00:00:00Z' });
      await control(dialer, 'PUT', '/__faults', [{ switch: 'no-links' }]);
      const truth = await control(dialer, 'GET', `/__truth?campaign=7&from=${DAY_RANGE.from}&to=${DAY_RANGE.to}&ids=1`);
      assert.equal(truth.body['count'], 10);
      const { body } = await getPage(dialer, { campaign: 7 });
      assert.equal('links' in body.meta.pagination, false);
      const [id] = truth.body['ids'] as string[];
      assert.equal((await control(dialer, 'GET', `/__truth/calls/${id}`)).body['id'], id);
      assert.equal(((await control(dialer, 'GET', '/__journal')).body as unknown as unknown[]).length, 1);
      await control(dialer, 'DELETE', '/__journal');
      assert.equal(dialer.journal().length, 0);
      await control(dialer, 'PUT', '/__tokens', ['new-token']);
      assert.equal((await getPage(dialer)).status, 401);
      await control(dialer, 'POST', '/__reset');
      assert.equal((await getPage(dialer)).status, 200);
    });

    it('6: nonsense is refused and changes nothing', async () => {
      for (const rules of [
        [{ switch: 'no-such-switch' }],
        [{ switch: 'wrong-total', with: { bye: 5 } }],
        [{ switch: 'wrong-total', with: { by: 'five' } }],
        [{ switch: 'wrong-total', when: { pages: 5 } }],
        [{}],
      ]) {
        const answer = await control(dialer, 'PUT', '/__faults', rules);
        assert.equal(answer.status, 400, JSON.stringify(rules));
      }
      assert.equal((await control(dialer, 'PUT', '/__world', { campaigns: [{ id: 0, name: '' }] })).status, 400);
      assert.equal((await getPage(dialer)).body.data.length, 100);
    });

    it('6: prepared pages are the bytes that are served', async () => {
      const ask = { start: `${DAY} 00:00:00`, end: `${DAY} 23:59:59`, campaign: 5, perPage: 100 };
      const prepared = await control(dialer, 'POST', '/__prepare', { ...ask, query: 'with_mailing=true' });
      const pages = await Promise.all([1, 2, 3, 4].map((page) => getPage(dialer, { page })));
      const bytes = pages.reduce((sum, { text }) => sum + Buffer.byteLength(text), 0);
      assert.deepEqual(prepared.body, { pages: 4, calls: 250, bytes });
    });
  });
});
