import assert from 'node:assert/strict';
import { onEveryDialect, type TestStore } from './support/dialects.ts';

const [MORNING, NOON, EVENING] = ['2026-11-20T08:00:00.000Z', '2026-11-20T12:00:00.000Z', '2026-11-20T18:00:00.000Z'];
const KEY = { integration: 'calls', kind: 'mailing-missing', unit: 'main/5' };

onEveryDialect('alert store', ({ open }) => {
  let test: TestStore;
  beforeEach(async () => void (test = await open()));
  afterEach(() => test.drop());

  const raise = (at: string, detail = 'gone', key = KEY) => test.store.alerts.raiseAlert({ ...key, detail }, at);
  const clear = (at: string, units = [KEY.unit], seenBefore?: string) =>
    test.store.alerts.clearAlerts({ ...KEY, units }, at, seenBefore);
  const list = async (query = {}) =>
    (await test.store.alerts.listAlerts({ integration: 'calls', limit: 9, ...query })).items;

  it('C-14: is open once for a kind and unit; raised again it says when it was last seen', async () => {
    assert.equal(await raise(MORNING), true);
    assert.equal(await raise(NOON, 'still gone'), false);
    const [alert, ...others] = await list();
    assert.deepEqual(others, []);
    assert.deepEqual(
      { ...alert, id: 0 },
      { ...KEY, id: 0, detail: 'still gone', raisedAt: MORNING, lastSeenAt: NOON, clearedAt: null },
    );
    assert.deepEqual(await test.store.alerts.openAlerts('calls'), { 'mailing-missing': 1 });
    assert.deepEqual(await test.store.alerts.openAlerts('surveys'), {});
  });

  it('C-14: of several that raise it at once one opens it', async () => {
    const opened = await Promise.all([raise(NOON), raise(NOON), raise(NOON), raise(NOON)]);
    assert.equal(opened.filter(Boolean).length, 1);
    assert.equal((await list()).length, 1);
  });

  it('C-14: cleared it is kept, and may open again', async () => {
    await raise(MORNING);
    assert.deepEqual(await clear(NOON, ['main/4', KEY.unit]), [KEY.unit]);
    assert.deepEqual(await clear(NOON), []);
    assert.equal(await raise(EVENING), true);
    assert.deepEqual(
      (await list()).map(({ raisedAt, clearedAt }) => [raisedAt, clearedAt]),
      [
        [EVENING, null],
        [MORNING, NOON],
      ],
    );
    assert.deepEqual(
      (await list({ open: false })).map(({ raisedAt }) => raisedAt),
      [MORNING],
    );
    assert.deepEqual(
      (await list({ open: true })).map(({ raisedAt }) => raisedAt),
      [EVENING],
    );
  });

  it('C-14: good news from before it was last seen does not clear it', async () => {
    await raise(MORNING);
    await raise(NOON);
    assert.deepEqual(await clear(EVENING, [KEY.unit], NOON), []);
    assert.deepEqual(await clear(EVENING, [KEY.unit], EVENING), [KEY.unit]);
  });

  it('C-14: other kinds, units and integrations are other alerts', async () => {
    await raise(MORNING);
    assert.equal(await raise(MORNING, 'x', { ...KEY, unit: 'main/6' }), true);
    assert.equal(await raise(MORNING, 'x', { ...KEY, kind: 'field-gone' }), true);
    assert.equal(await raise(MORNING, 'x', { ...KEY, integration: 'surveys' }), true);
    await clear(NOON);
    assert.deepEqual(await test.store.alerts.openAlerts('calls'), { 'field-gone': 1, 'mailing-missing': 1 });
    assert.deepEqual(await clear(NOON, []), []);
  });

  it('C-14: lists page by page, newest first', async () => {
    for (const unit of ['a', 'b', 'c']) await raise(NOON, unit, { ...KEY, unit });
    const query = { integration: 'calls', limit: 2 };
    const first = await test.store.alerts.listAlerts(query);
    const second = await test.store.alerts.listAlerts({ ...query, cursor: first.nextCursor ?? '' });
    assert.deepEqual(
      [...first.items, ...second.items].map(({ unit }) => unit),
      ['c', 'b', 'a'],
    );
    assert.equal(second.nextCursor, null);
  });
});
