import assert from 'node:assert/strict';
import type { FaultRules } from '../../simulators/dialer/faults.ts';
import type { Dialer } from '../../simulators/dialer/start.ts';
import { DAY, DAY_RANGE, get, getPage, pagePath, readAll, startSmall, type Ask, type Call } from './dialerClient.ts';

const ids = (calls: readonly Call[]) => calls.map(({ id }) => id);

describe('dialer simulator: pagination', () => {
  let dialer: Dialer;
  before(async () => {
    dialer = await startSmall();
  });
  after(() => dialer.close());
  beforeEach(() => {
    dialer.reset();
    dialer.setClock('2026-11-20T12:00:00Z');
  });

  const pagination = async (rules: FaultRules, ask?: Ask) => {
    dialer.setFaults(rules);
    return (await getPage(dialer, ask)).body.meta.pagination;
  };
  const simple = { simple_paginate: 'true' };
  const next = (links: unknown) => (links as { next?: string }).next;

  it('1: full pagination tells all, also when simple is asked for and the switch is on', async () => {
    const clean = await pagination([], { page: 2 });
    const { links, ...numbers } = clean;
    assert.deepEqual(numbers, { total: 250, count: 100, per_page: 100, current_page: 2, total_pages: 3 });
    assert.deepEqual(Object.keys(links as object).toSorted(), ['next', 'previous']);
    assert.equal((await pagination([{ switch: 'full-pagination' }], { extra: simple }))['total'], 250);
  });

  it('2: simple pagination has no totals and a next link until the end', async () => {
    for (const [rules, extra] of [
      [[], simple],
      [[{ switch: 'simple-pagination' }], {}],
    ] as [FaultRules, Record<string, string>][]) {
      const first = await pagination(rules, { extra });
      assert.ok(!('total' in first) && !('total_pages' in first));
      assert.match(String(next(first['links'])), /&page=2$/);
      assert.equal(next((await pagination(rules, { extra, page: 3 }))['links']), undefined);
    }
  });

  it('2a: total_pages is 0', async () => {
    const told = await pagination([{ switch: 'total-pages-zero' }]);
    assert.equal(told['total_pages'], 0);
    assert.ok(!('total' in told));
  });

  it('2b: there are no links', async () => {
    assert.ok(!('links' in (await pagination([{ switch: 'no-links' }]))));
    assert.equal((await readAll(dialer)).length, 250);
  });

  it('3: a middle page is empty while totals promise more, and heals', async () => {
    dialer.setFaults([{ switch: 'empty-middle-page', when: { page: 2, times: 1 } }]);
    const { body } = await getPage(dialer, { page: 2 });
    assert.deepEqual([body.data.length, body.meta.pagination['total_pages']], [0, 3]);
    assert.ok(next(body.meta.pagination['links']));
    assert.equal((await getPage(dialer, { page: 2 })).body.data.length, 100);
  });

  it('4: the last page is exactly full and the next one empty', async () => {
    dialer.setFaults([{ switch: 'last-page-full', with: { multiple: 100 } }]);
    assert.equal((await getPage(dialer, { page: 2 })).body.data.length, 100);
    assert.equal((await getPage(dialer, { page: 3 })).body.data.length, 0);
    assert.equal(dialer.truth({ campaign: 5, ...DAY_RANGE }).count, 200);
  });

  it('5: total is too high or too low, /calls/total wrong or missing', async () => {
    assert.equal((await pagination([{ switch: 'wrong-total', with: { by: 60 } }]))['total_pages'], 4);
    assert.equal((await pagination([{ switch: 'wrong-total', with: { by: -240 } }]))['total'], 10);
    const total = pagePath().replace('/calls?', '/calls/total?');
    dialer.setFaults([{ switch: 'wrong-count-endpoint', with: { by: -1 } }]);
    assert.deepEqual((await get(dialer, total)).body.data, { total: 249 });
    dialer.setFaults([{ switch: 'no-count-endpoint' }]);
    assert.equal((await get(dialer, total)).status, 404);
    assert.equal((await getPage(dialer)).status, 200);
  });

  for (const name of ['drift-insert-front', 'drift-insert-middle']) {
    it(`6: ${name}: new rows shift what was read, and a second pass finds them`, async () => {
      dialer.setFaults([{ switch: name, with: { rows: 2 } }]);
      const truth = dialer.truth({ campaign: 5, ...DAY_RANGE, withIds: true }).ids ?? [];
      const first = ids(await readAll(dialer));
      assert.equal(first.length - new Set(first).size, 2, 'two calls come twice');
      assert.equal(truth.filter((id) => !first.includes(id)).length, 2, 'two calls are missed');
      assert.deepEqual(ids(await readAll(dialer)).toSorted(), truth);
    });
  }

  it('6: drift-remove: rows vanish for good, others are missed until a second pass', async () => {
    dialer.setFaults([{ switch: 'drift-remove', with: { rows: 2 } }]);
    const first = ids(await readAll(dialer));
    const truth = dialer.truth({ campaign: 5, ...DAY_RANGE, withIds: true }).ids ?? [];
    assert.equal(truth.length, 248);
    assert.equal(truth.filter((id) => !first.includes(id)).length, 2);
    assert.deepEqual(ids(await readAll(dialer)).toSorted(), truth);
  });

  it('7: the same id on two pages, or twice on one', async () => {
    dialer.setFaults([{ switch: 'duplicate-across-pages' }]);
    const pages = await Promise.all([1, 2, 3].map((page) => getPage(dialer, { page })));
    const [first = [], second = [], third = []] = pages.map(({ body }) => body.data);
    assert.deepEqual(second[0], first.at(-1));
    assert.deepEqual(third[0], second.at(-1));
    assert.equal(new Set([...first, ...second, ...third].map(({ id }) => id)).size, 250);
    dialer.setFaults([{ switch: 'duplicate-within-page' }]);
    for (const page of [1, 2, 3]) {
      const { body } = await getPage(dialer, { page });
      assert.deepEqual(body.data[0], body.data[1]);
      assert.equal(body.meta.pagination['total'], 250);
    }
    assert.equal(new Set(ids(await readAll(dialer))).size, 250);
  });

  it('8: per_page is silently clamped', async () => {
    dialer.setFaults([{ switch: 'clamp-per-page', with: { max: 40 } }]);
    const { body } = await getPage(dialer);
    assert.deepEqual([body.data.length, body.meta.pagination['per_page']], [40, 40]);
    assert.equal((await readAll(dialer)).length, 250);
  });

  it('9: beyond the end an empty 200, a 404 or a 422', async () => {
    assert.equal((await getPage(dialer, { page: 4 })).body.data.length, 0);
    for (const status of [404, 422]) {
      dialer.setFaults([{ switch: `beyond-end-${status}` }]);
      assert.equal((await getPage(dialer, { page: 3 })).status, 200);
      assert.equal((await getPage(dialer, { page: 4 })).status, status);
      assert.equal((await getPage(dialer, { campaign: 99 })).status, 200, 'an empty window has a first page');
    }
  });

  it('10: total_pages changes while reading', async () => {
    dialer.setFaults([{ switch: 'total-pages-changes' }]);
    const told = new Set<unknown>();
    for (const page of [1, 2, 3]) told.add((await getPage(dialer, { page })).body.meta.pagination['total_pages']);
    assert.equal(told.size, 3);
  });

  it('11: equal call dates change places between requests, others do not', async () => {
    dialer.setFaults([{ switch: 'unstable-order' }]);
    const reads = await Promise.all([1, 2, 3].map(async () => (await getPage(dialer)).body.data));
    assert.ok(new Set(reads.map((calls) => ids(calls).join())).size > 1);
    assert.equal(new Set(reads.map((calls) => calls.map((call) => call['call_date']).join())).size, 1);
  });

  it('12: the campaign filter is ignored', async () => {
    dialer.setFaults([{ switch: 'filter-ignored' }]);
    const campaigns = new Set((await readAll(dialer)).map((call) => call['campaign_id']));
    assert.deepEqual(campaigns, new Set([5, 6]));
  });

  it('13: count differs from the rows', async () => {
    assert.equal((await pagination([{ switch: 'wrong-count' }]))['count'], 101);
  });

  it('14: page numbers are texts', async () => {
    const told = await pagination([{ switch: 'page-numbers-as-text' }]);
    assert.deepEqual([told['total'], told['current_page'], told['total_pages']], ['250', '1', '3']);
  });

  it('15: the next link is relative, repeats the page, or leads elsewhere', async () => {
    const linkOf = async (name: string) => String(next((await pagination([{ switch: name }]))['links']));
    assert.match(await linkOf('relative-next-link'), /^\/api\/v1\/calls\?.*&page=2$/);
    assert.match(await linkOf('next-link-repeats'), /^http:\/\/127.*&page=1$/);
    assert.match(await linkOf('foreign-next-link'), /^http:\/\/elsewhere\.invalid.*api_token=/);
  });

  it('3.4: other envelopes: meta.last_page, top-level pages, no meta, data.data, links alone', async () => {
    const bodyOf = async (name: string) => {
      dialer.setFaults([{ switch: name }]);
      return (await getPage(dialer)).body;
    };
    assert.deepEqual((await bodyOf('last-page-in-meta')).meta, { last_page: 3, current_page: 1 });
    assert.equal((await bodyOf('top-level-pages'))['last_page'], 3);
    assert.ok(!('meta' in (await bodyOf('no-pagination'))));
    assert.equal(((await bodyOf('nested-data')).data as unknown as { data: Call[] }).data.length, 100);
    assert.deepEqual(Object.keys((await bodyOf('page-info-gone')).meta.pagination), ['links']);
  });

  describe('conditions', () => {
    const lengths = async (rules: FaultRules, asks: Ask[]) => {
      dialer.setFaults(rules);
      const found: number[] = [];
      for (const ask of asks) found.push((await getPage(dialer, ask)).status);
      return found;
    };
    const four = [{ page: 1 }, { page: 2 }, { page: 3 }, { page: 1, campaign: 6 }];

    it('6: by page, campaign, request number, count and clock, and combined', async () => {
      const on = (when: FaultRules[number]['when']) => lengths([{ switch: 'server-error', when }], four);
      assert.deepEqual(await on({ page: [1, 3] }), [500, 200, 500, 500]);
      assert.deepEqual(await on({ campaign: 6 }), [200, 200, 200, 500]);
      assert.deepEqual(await on({ campaign: 5, page: 1 }), [500, 200, 200, 200]);
      assert.deepEqual(await on({ times: 2 }), [500, 500, 200, 200]);
      assert.deepEqual(await on({ skip: 1, every: 2 }), [200, 200, 500, 200]);
      assert.deepEqual(await on({ clockFrom: '2026-11-20T12:00:01Z' }), [200, 200, 200, 200]);
      assert.deepEqual(await on({ clockTo: '2026-11-20T12:00:01Z' }), [500, 500, 500, 500]);
      assert.deepEqual(await on({ from: '2026-11-11T03:00:00Z' }), [200, 200, 200, 200]);
      assert.deepEqual(await on({ from: '2026-11-10T12:00:00Z', to: '2026-11-10T13:00:00Z' }), [500, 500, 500, 500]);
      const n = dialer.journal().at(-1)?.n ?? 0;
      assert.deepEqual(await on({ requests: [n + 2, n + 3] }), [200, 500, 500, 200]);
    });

    it('6: a probability is seeded by the request number', async () => {
      const many = Array.from({ length: 40 }, () => ({}));
      const run = async () => {
        dialer.reset();
        dialer.setClock('2026-11-20T12:00:00Z');
        return lengths([{ switch: 'server-error', when: { probability: 0.3 } }], many);
      };
      const first = await run();
      assert.ok(first.includes(500) && first.includes(200));
      assert.deepEqual(await run(), first);
    });

    it('6: switches combine', async () => {
      dialer.setFaults([
        { switch: 'simple-pagination' },
        { switch: 'no-links' },
        { switch: 'clamp-per-page', with: { max: 30 } },
        { switch: 'wrong-count', when: { page: 2 } },
      ]);
      assert.deepEqual((await getPage(dialer, { page: 2 })).body.meta.pagination, {
        count: 31,
        per_page: 30,
        current_page: 2,
      });
    });

    it(`6: a rule for ${DAY} leaves other days alone, also in the cache`, async () => {
      dialer.setFaults([{ switch: 'wrong-count', when: DAY_RANGE }]);
      const countOf = async (day: string) =>
        (await getPage(dialer, { start: `${day} 00:00:00`, end: `${day} 23:59:59` })).body.meta.pagination['count'];
      assert.deepEqual([await countOf(DAY), await countOf('2026-11-12'), await countOf(DAY)], [101, 100, 101]);
    });
  });
});
