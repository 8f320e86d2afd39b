import assert from 'node:assert/strict';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import type { Dialer } from '../../../../activities/calls/dialer/client.ts';
import { PAGE, RANGE, aDialer, failureOf, startJsonVendor, startVendor } from '../support/vendor.ts';

const withVendor = async <T>(body: unknown, use: (dialer: Dialer) => Promise<T>): Promise<T> => {
  const vendor = await startJsonVendor(body);
  try {
    return await use(aDialer(vendor.root));
  } finally {
    await vendor.close();
  }
};

const withBytes = async <T>(bytes: Buffer, headers: Record<string, string>, use: (dialer: Dialer) => Promise<T>) => {
  const vendor = await startVendor((_request, response) => response.writeHead(200, headers).end(bytes));
  try {
    return await use(aDialer(vendor.root));
  } finally {
    await vendor.close();
  }
};

const names = async (dialer: Dialer) =>
  (await dialer.page(PAGE)).rows.map((row) => (row as { agent?: unknown } | null)?.agent);
const list = Buffer.from(JSON.stringify({ status: 200, data: [{ agent: 'João Conceição 📞' }, { agent: 'שלום' }] }));

describe('dialer answers', () => {
  it('3.4: the list as data, data.data, or alone; without status, or with one as text', async () => {
    const rows = [{ id: 'a' }, { id: 'b' }];
    for (const body of [
      { status: 200, data: rows },
      { data: rows },
      { status: '200', data: { data: rows } },
      { status: 'OK', data: rows },
      rows,
    ])
      assert.deepEqual((await withVendor(body, (dialer) => dialer.page(PAGE))).rows, rows);
  });

  it('C-11: numbers keep their text', async () => {
    const body = Buffer.from('{"status":200,"data":[{"billed_value":0.10,"id":12345678901234567890}]}');
    const { rows } = await withBytes(body, {}, (dialer) => dialer.page(PAGE));
    assert.equal(JSON.stringify(rows), '[{"billed_value":0.10,"id":12345678901234567890}]');
  });

  it('3.4: JSON that holds no list is no page of calls', async () => {
    for (const body of [{ status: 200 }, { data: 'none' }, 'text', 7, null]) {
      const error = await failureOf(withVendor(body, (dialer) => dialer.page(PAGE)));
      assert.equal(error.type, 'dialer-answer-unreadable');
    }
  });

  it('5.3: compressed answers are read', async () => {
    const plain = ['João Conceição 📞', 'שלום'];
    assert.deepEqual(await withBytes(gzipSync(list), { 'content-encoding': 'gzip' }, names), plain);
    assert.deepEqual(await withBytes(brotliCompressSync(list), { 'content-encoding': 'br' }, names), plain);
  });

  it('C-10, 39: a byte order mark is dropped, Latin-1 under any name keeps its accents, and UTF-8 after it is UTF-8 again', async () => {
    const mark = Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), list]);
    const latin = Buffer.from(JSON.stringify({ data: [{ agent: 'João Conceição' }] }), 'latin1');
    const utf8 = { 'content-type': 'application/json; charset=utf-8' };
    assert.equal((await withBytes(mark, utf8, names))[0], 'João Conceição 📞');
    assert.deepEqual(await withBytes(latin, utf8, names), ['João Conceição']);
    assert.equal(
      (await withBytes(list, { 'content-type': 'text/plain; charset=iso-8859-1' }, names))[0],
      'João Conceição 📞',
    );
  });

  it('C-24: the count is read in every form that it may have', async () => {
    const forms = [{ data: { total: 12 } }, { data: { count: '12' } }, { data: 12 }, { data: '12' }, { total: 12 }];
    for (const body of forms) assert.equal(await withVendor(body, (dialer) => dialer.total(RANGE)), 12);
  });

  it('C-24: what is no count is none', async () => {
    const forms = [
      { data: { total: -1 } },
      { data: { total: 1.5 } },
      { data: 'many' },
      { data: [] },
      {},
      [],
      null,
      'x',
      { data: { total: null } },
    ];
    for (const body of forms) assert.equal(await withVendor(body, (dialer) => dialer.total(RANGE)), null);
  });
});

describe('dialer campaigns', () => {
  /** A vendor of so many campaigns that gives `size` of them a page, whatever is asked. */
  const campaignVendor = (count: number, size: number, { links = false, told = false } = {}) =>
    startVendor((request, response) => {
      const page = Number(new URL(request.url ?? '/', 'http://vendor').searchParams.get('page'));
      const ids = Array.from({ length: count }, (_, i) => count - i).slice((page - 1) * size, page * size);
      const next = links && page * size < count ? { links: { next: `/campaigns?page=${page + 1}` } } : {};
      const pagination = { ...next, ...(told && { per_page: size }) };
      response.end(JSON.stringify({ data: ids.map((id) => ({ id, name: `c${id}` })), meta: { pagination } }));
    });

  const idsOf = async (...given: Parameters<typeof campaignVendor>) => {
    const vendor = await campaignVendor(...given);
    try {
      return await aDialer(vendor.root).campaigns();
    } finally {
      await vendor.close();
    }
  };

  it('C-35: every page of campaigns is read, also where the server gives fewer a page than were asked for', async () => {
    const all = (count: number) => Array.from({ length: count }, (_, i) => i + 1);
    assert.deepEqual(await idsOf(250, 100), all(250));
    assert.deepEqual(await idsOf(37, 15), all(37));
    assert.deepEqual(await idsOf(37, 15, { told: true }), all(37));
    assert.deepEqual(await idsOf(37, 15, { links: true }), all(37));
    assert.deepEqual(await idsOf(30, 15), all(30));
    assert.deepEqual(await idsOf(0, 15), []);
  });

  it('C-35: a server that ignores the page is asked once more and no longer', async () => {
    const vendor = await startJsonVendor({ data: Array.from({ length: 100 }, (_, i) => ({ id: i + 1 })) });
    assert.equal((await aDialer(vendor.root).campaigns()).length, 100);
    assert.equal(vendor.asked.length, 2);
    await vendor.close();
  });

  it('C-35: what is no campaign id is left out, and an answer without a list is an error, not "no campaigns"', async () => {
    const odd = [{ id: 7 }, { id: '8' }, { id: 0 }, { id: -1 }, { id: 1.5 }, { id: null }, {}, null, 'x'];
    assert.deepEqual(await withVendor({ data: odd }, (dialer) => dialer.campaigns()), [7, 8]);
    const error = await failureOf(withVendor({ status: 200 }, (dialer) => dialer.campaigns()));
    assert.equal(error.type, 'dialer-answer-unreadable');
  });
});
