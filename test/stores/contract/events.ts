import assert from 'node:assert/strict';
import { ACCOUNT, AT, CAMPAIGN, DAY, aBatch, aCall, aMailing, plannedWindow } from '../support/builders.ts';
import type { TestDialect, TestStore } from '../support/dialects.ts';

const EARLIER = '2026-11-20T11:00:00.000Z';
const LATER = '2026-11-25T04:00:00.000Z';

export const eventsContract = ({ open }: TestDialect) =>
  describe('events', () => {
    let test: TestStore;
    beforeEach(async () => void (test = await open()));
    afterEach(() => test.drop());

    const contentOf = async (id: string) => {
      const [call] = (await test.store.calls.listCalls({ limit: 9 })).items.filter((row) => row['id'] === id);
      return [call?.['qualification'], call?.['content_hash'], call?.['first_seen'], call?.['last_changed']];
    };

    it('C-55: a call is added once; nothing that is stored is replaced, newer or older', async () => {
      const { calls } = test.store;
      const polled = aCall({ id: 'polled', version: 'fuller', mailing: aMailing('m') });
      await calls.writeBatch(aBatch(await plannedWindow(test.store, 'w'), [polled]));
      const before = await contentOf('polled');
      const known = { added: false, campaign: CAMPAIGN, at: AT };
      const told = aCall({ id: 'polled', version: 'event', at: LATER, campaignId: 99 });
      assert.deepEqual(await calls.addCall(ACCOUNT, told, LATER), known);
      assert.deepEqual(await contentOf('polled'), before);

      const fresh = { added: true, campaign: CAMPAIGN, at: AT };
      assert.deepEqual(await calls.addCall(ACCOUNT, aCall({ id: 'told', version: '1' }), LATER), fresh);
      assert.deepEqual(await calls.addCall(ACCOUNT, aCall({ id: 'told', version: '2' }), LATER), known);
      assert.equal((await contentOf('told'))[0], '1');
      const elsewhere = await calls.addCall('other', told, LATER);
      assert.equal(elsewhere?.added, true, 'another account has its own calls');
      assert.equal(await calls.countCalls(ACCOUNT, DAY), 2);
    });

    it('C-55: a new call without instant or campaign is left to polling, which knows where it belongs', async () => {
      const { calls } = test.store;
      assert.equal(await calls.addCall(ACCOUNT, aCall({ id: 'a', at: null }), LATER), null);
      assert.equal(await calls.addCall(ACCOUNT, aCall({ id: 'b', campaignId: null }), LATER), null);
      assert.deepEqual((await calls.listCalls({ limit: 9 })).items, []);
      await calls.addCall(ACCOUNT, aCall({ id: 'a' }), LATER);
      const known = await calls.addCall(ACCOUNT, aCall({ id: 'a', at: null }), LATER);
      assert.deepEqual(known, { added: false, campaign: CAMPAIGN, at: AT });
    });

    it('C-7: a day is asked for once, the request can be renewed, and is settled by what was read after it', async () => {
      const { calls } = test.store;
      const resync = { campaign: CAMPAIGN, day: '2026-11-20', requestedAt: AT };
      await calls.requestResync(ACCOUNT, resync);
      await calls.requestResync(ACCOUNT, { ...resync, day: '2026-11-19' });
      await calls.requestResync('other', resync);
      await calls.requestResync(ACCOUNT, { ...resync, requestedAt: LATER });
      await calls.settleResync(ACCOUNT, resync);
      await calls.settleResync(ACCOUNT, { ...resync, day: '2026-11-19' });
      assert.deepEqual(await calls.resyncs(ACCOUNT), [{ ...resync, requestedAt: LATER }], 'renewed after the reading');
      await calls.settleResync(ACCOUNT, { ...resync, requestedAt: LATER });
      assert.deepEqual(await calls.resyncs(ACCOUNT), []);
      assert.equal((await calls.resyncs('other')).length, 1);
    });

    it('C-55: the last event is the newest that could be read; waiting for it begins with the first question', async () => {
      const { calls } = test.store;
      assert.equal(await calls.lastEventAt(ACCOUNT, EARLIER), EARLIER);
      assert.equal(await calls.lastEventAt(ACCOUNT, LATER), EARLIER, 'and does not begin anew');
      await calls.noteEvent(ACCOUNT, 'refused', LATER);
      assert.equal(await calls.lastEventAt(ACCOUNT, LATER), EARLIER);
      await calls.noteEvent(ACCOUNT, 'ignored', AT);
      assert.equal(await calls.lastEventAt(ACCOUNT, LATER), AT);
      await Promise.all(['a', 'b', 'c'].map(() => calls.noteEvent(ACCOUNT, 'added', LATER)));
      assert.equal(await calls.lastEventAt(ACCOUNT, LATER), LATER);
      assert.deepEqual((await calls.counters()).eventsByOutcome, { added: 3, ignored: 1, refused: 1 });
    });

    it('C-14: the latest raw texts are those that runs have read before an instant, newest first', async () => {
      const { calls } = test.store;
      const key = await plannedWindow(test.store, 'w');
      const at = (hour: string) => `2026-11-20T${hour}:00:00.000Z`;
      const rows = ['08', '09', '10', '11'].map((hour) => aCall({ id: hour, at: at(hour) }));
      const others = [aCall({ id: 'other', at: at('09'), campaignId: 8 })];
      await calls.writeBatch(aBatch(key, [...rows, ...others]));
      await calls.addCall(ACCOUNT, aCall({ id: 'told', at: at('10') }), LATER);
      const ids = (await calls.latestRaws(ACCOUNT, CAMPAIGN, at('11'), 2)).map((raw) => JSON.parse(raw).id);
      assert.deepEqual(ids, ['10', '09']);
      assert.deepEqual(await calls.latestRaws(ACCOUNT, CAMPAIGN, at('08'), 9), []);
    });
  });
