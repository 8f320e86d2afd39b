import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readEnvelope } from '../../../rules/calls/envelope.ts';
import { parseJson } from '../../../rules/calls/json.ts';

const read = (body: unknown) => readEnvelope(parseJson(JSON.stringify(body)));
const NOTHING = { total: null, totalPages: null, perPage: null, currentPage: null, count: null, next: null };

describe('readEnvelope', () => {
  it('3.4: the documented form', () => {
    const pagination = {
      total: 250,
      count: 100,
      per_page: 100,
      current_page: 1,
      total_pages: 3,
      links: { next: 'https://h/api?page=2' },
    };
    assert.deepEqual(
      read({ status: 200, title: 't', detail: 'd', transaction_id: 'x', data: [{ id: 'a' }], meta: { pagination } }),
      {
        rows: [{ id: 'a' }],
        status: 200,
        detail: 'd',
        pagination: {
          total: 250,
          totalPages: 3,
          perPage: 100,
          currentPage: 1,
          count: 100,
          next: 'https://h/api?page=2',
        },
      },
    );
  });

  it('3.4: data in data, a bare list, and no pagination at all', () => {
    assert.deepEqual(read({ data: { data: [1], total: 7 } }), {
      rows: [1],
      status: null,
      detail: null,
      pagination: { ...NOTHING, total: 7 },
    });
    assert.deepEqual(read([1, 2]), { rows: [1, 2], status: null, detail: null, pagination: NOTHING });
    assert.deepEqual(read({ data: [] }), { rows: [], status: null, detail: null, pagination: NOTHING });
  });

  it('3.4: totals in meta or beside data, numbers as text', () => {
    assert.equal(read({ data: [], meta: { last_page: 4 } })?.pagination.totalPages, 4);
    assert.equal(read({ data: [], current_page: '2', last_page: '4' })?.pagination.currentPage, 2);
    assert.equal(read({ data: [], meta: { pagination: { total: '250', total_pages: 0 } } })?.pagination.total, 250);
    assert.equal(read({ data: [], meta: { pagination: { total_pages: 0 } } })?.pagination.totalPages, 0);
    assert.deepEqual(
      read({ data: [], meta: { pagination: { total: 'many', count: -1, per_page: 1.5 } } })?.pagination,
      NOTHING,
    );
    assert.deepEqual(read({ data: [], meta: [], links: [] })?.pagination, NOTHING);
  });

  it('C-22: the next link, wherever it stands', () => {
    const next = '/api/v1/calls?page=2';
    assert.equal(read({ data: [], meta: { pagination: { links: { next } } } })?.pagination.next, next);
    assert.equal(read({ data: [], links: { next } })?.pagination.next, next);
    assert.equal(read({ data: [], next_page_url: next })?.pagination.next, next);
    assert.equal(read({ data: { data: [], next_page_url: next } })?.pagination.next, next);
    for (const none of [null, '', 0]) assert.equal(read({ data: [], links: { next: none } })?.pagination.next, null);
  });

  it('5.3: a body that claims another status tells which and why, with or without rows', () => {
    const refused = read({ status: 422, error: 'Muitas requisições, aguarde 5 segundos...' });
    assert.deepEqual(
      [refused?.status, refused?.detail, refused?.rows],
      [422, 'Muitas requisições, aguarde 5 segundos...', []],
    );
    assert.equal(read({ status_code: '500', title: 'Erro' })?.status, 500);
    assert.equal(read({ status: 422, data: [1] })?.rows.length, 1);
  });

  it('C-25: what holds no list is not usable', () => {
    for (const body of [
      null,
      7,
      'text',
      {},
      { status: 200 },
      { status: 200, data: null },
      { data: {} },
      { data: 'x' },
    ]) {
      assert.equal(read(body), null, JSON.stringify(body));
    }
  });

  it('C-25: takes any JSON value', () => {
    const keys = fc.constantFrom('data', 'meta', 'pagination', 'links', 'next', 'status', 'total', 'x');
    const bodies = fc.oneof(
      fc.jsonValue(),
      fc.dictionary(keys, fc.oneof(fc.jsonValue(), fc.dictionary(keys, fc.jsonValue()))),
    );
    fc.assert(
      fc.property(bodies, (body) => {
        const envelope = read(body);
        assert.ok(envelope === null || Array.isArray(envelope.rows));
      }),
    );
  });
});
