import assert from 'node:assert/strict';
import { RANGE, PAGE, TOKEN, aDialer, startJsonVendor, type TinyVendor } from '../support/vendor.ts';
import type { DialerOptions } from '../../../../activities/calls/dialer/client.ts';

describe('dialer requests', () => {
  let vendor: TinyVendor;
  before(async () => {
    vendor = await startJsonVendor({ status: 200, data: [] });
  });
  after(() => vendor.close());
  beforeEach(() => void (vendor.asked.length = 0));

  const askPage = async (options: Partial<DialerOptions> = {}, request = {}) => {
    await aDialer(vendor.root, options).page({ ...PAGE, ...request });
    const asked = vendor.asked.at(-1);
    assert.ok(asked);
    return asked;
  };

  it('C-44: the token goes in the header, and in the query only where that is asked for', async () => {
    const byHeader = await askPage();
    assert.equal(byHeader.headers.authorization, `Bearer ${TOKEN}`);
    assert.equal(byHeader.query.has('api_token'), false);
    const byQuery = await askPage({ tokenStyle: 'query' });
    assert.equal(byQuery.headers.authorization, undefined);
    assert.equal(byQuery.query.get('api_token'), TOKEN);
  });

  it('C-4: the token is read anew for each request', async () => {
    let n = 0;
    const dialer = aDialer(vendor.root, { token: async () => `3cs_${++n}` });
    await dialer.page(PAGE);
    await dialer.total(RANGE);
    assert.deepEqual(
      vendor.asked.map(({ headers }) => headers.authorization),
      ['Bearer 3cs_1', 'Bearer 3cs_2'],
    );
  });

  it('C-53: X-Agent-Id is never sent', async () => {
    const dialer = aDialer(vendor.root);
    await dialer.page(PAGE);
    await dialer.total(RANGE);
    await dialer.campaigns();
    await dialer.check();
    assert.equal(vendor.asked.length, 4);
    for (const { headers } of vendor.asked) assert.equal('x-agent-id' in headers, false);
  });

  it('C-14, 3.3: a page is asked for with its mailing, both dates, its number and its size', async () => {
    const { path, query } = await askPage({}, { page: 3 });
    assert.equal(path, '/api/v1/calls');
    assert.deepEqual(Object.fromEntries(query), {
      start_date: RANGE.startDate,
      end_date: RANGE.endDate,
      'campaigns[]': '5',
      page: '3',
      per_page: '100',
      with_mailing: 'true',
      include: 'campaign_rel',
      simple_paginate: 'true',
    });
  });

  it('C-15: the campaign goes in the parameter that is configured', async () => {
    const { query } = await askPage({ campaignParameter: 'campaign_ids' });
    assert.equal(query.get('campaign_ids'), '5');
    assert.equal(query.has('campaigns[]'), false);
  });

  it('C-1: simple pagination unless the full one is wanted', async () => {
    const simple = async (pagination: DialerOptions['pagination']) =>
      (await askPage({ pagination })).query.get('simple_paginate');
    assert.deepEqual([await simple('auto'), await simple('simple'), await simple('full')], ['true', 'true', null]);
  });

  it('C-5: an order is asked for only where one is configured', async () => {
    assert.equal((await askPage()).query.has('order_by_desc'), false);
    assert.equal(
      (await askPage({ orderParameter: 'order_by_desc=call_date' })).query.get('order_by_desc'),
      'call_date',
    );
  });

  it('C-24: the count is asked for with the same filters', async () => {
    await aDialer(vendor.root).total(RANGE);
    const [asked] = vendor.asked;
    assert.equal(asked?.path, '/api/v1/calls/total');
    assert.deepEqual(Object.fromEntries(asked?.query ?? []), {
      start_date: RANGE.startDate,
      end_date: RANGE.endDate,
      'campaigns[]': '5',
    });
  });

  it('C-22: of a link its query is followed, at the configured address, with our own token', async () => {
    const { path, query, headers } = await askPage({}, { link: 'cursor=abc&api_token=embedded' });
    assert.equal(path, '/api/v1/calls');
    assert.deepEqual(Object.fromEntries(query), { cursor: 'abc' });
    assert.equal(headers.authorization, `Bearer ${TOKEN}`);
    const byQuery = await askPage({ tokenStyle: 'query' }, { link: 'cursor=abc&api_token=embedded' });
    assert.deepEqual(byQuery.query.getAll('api_token'), [TOKEN]);
  });

  it('C-39: connections are kept', async () => {
    assert.equal((await askPage()).headers.connection, 'keep-alive');
  });

  it('C-39: no request is sent without a permit', async () => {
    const order: string[] = [];
    await aDialer(vendor.root, {
      permits: {
        take: async () => void order.push(`permit, ${vendor.asked.length} sent`),
        slowDown: async () => undefined,
      },
    }).page(PAGE);
    assert.deepEqual(order, ['permit, 0 sent']);
  });
});
