import assert from 'node:assert/strict';
import { fairness, type Assignment } from '../../../rules/consultants/fairness.ts';
import type { Once } from '../../../stores/consultants/contract.ts';
import type { Store } from '../../../stores/open.ts';
import { anEnd, anOffer, aNumber, at, aTurn, BOSS } from './consultants.ts';
import type { MortalServer } from './mortal.ts';
import { createRotation, type Place } from './rotation.ts';

/** Seconds by which the clock of the second server is behind. */
const BEHIND = 120;

/** Something that happens, at one of the servers. */
export type OfficeEvent = { readonly server: number } &
  /** At once, at all of them. */
  (
    | { readonly is: 'requests'; readonly count: number; readonly language: string }
    | { readonly is: 'number' }
    | { readonly is: 'presence'; readonly who: number; readonly online: boolean }
    /** Of one of the open offers. */
    | {
        readonly is: 'end';
        readonly of: number;
        readonly because: 'served' | 'refused' | 'expired';
        readonly keeps: boolean;
      }
  );

/** An offer that is open work. */
interface Offer {
  readonly number: string;
  readonly language: string;
  readonly offerNo: number;
  readonly consultantId: number;
  readonly place: Place;
  readonly excluded: readonly number[];
}

type Team = readonly { readonly id: number; readonly languages: readonly string[] }[];

/**
 * A day at servers of one database, beside a queue of people that says whose turn it is each time.
 * @param marks whether those who let an offer expire are passed over until they come back
 */
export function createOffice(servers: readonly MortalServer[], team: Team, marks: boolean) {
  const policy = { respectNotResponding: marks };
  const rotation = createRotation(team);
  const numbers: string[] = [];
  let open: Offer[] = [];
  /** Turns since somebody last came, went or gave one back: whoever is there has been there for all of them. */
  let period: Assignment[] = [];
  let seconds = 1_000;
  let keys = 0;

  const serverOf = (n: number): MortalServer => servers[n % servers.length] ?? assert.fail('no server');
  const clockOf = (n: number): string => at(seconds - (n % servers.length) * BEHIND);
  const once = (): Once => ({ id: `key-${(keys += 1)}`, fingerprint: 'x', expiresAt: at(99_999) });

  function assertFair(): void {
    for (const group of fairness(period, rotation.available()))
      assert.ok(group.spread <= 1, `D-37: ${JSON.stringify([...group.counts])}`);
    period = [];
  }

  function offered(offer: Omit<Offer, 'place' | 'consultantId'>, chosen: number | null): void {
    const due = rotation.due(offer.language, offer.excluded);
    assert.equal(chosen, due, `D-37: ${offer.number}, offer ${offer.offerNo}`);
    if (due !== null) open.push({ ...offer, consultantId: due, place: rotation.give(due) });
  }

  async function requests(first: number, count: number, language: string): Promise<void> {
    const outcomes = await Promise.all(
      Array.from({ length: count }, (_, i) => {
        const asked = aTurn({ once: once(), language, policy, at: clockOf(first + i) });
        return serverOf(first + i).ask((consultants) => consultants.takeTurn(asked));
      }),
    );
    const turns = outcomes.flatMap((outcome) => (outcome.kind === 'given' ? outcome.turn : []));
    assert.equal(turns.length, rotation.due(language) === null ? 0 : count, 'D-2: nobody is told that there is nobody');
    // Numbers are given in the order of turns.
    for (const { number, consultant } of turns.toSorted((a, b) => a.protocolId - b.protocolId)) {
      numbers.push(number);
      offered({ number, language, offerNo: 1, excluded: [] }, consultant?.id ?? null);
      if (consultant) period.push({ language, consultantId: consultant.id });
    }
  }

  async function number(server: number): Promise<void> {
    const asked = aNumber({ once: once(), at: clockOf(server) });
    const outcome = await serverOf(server).ask((consultants) => consultants.takeNumber(asked));
    assert.ok(outcome.kind === 'given');
    numbers.push(outcome.number);
  }

  async function presence(server: number, who: number, online: boolean): Promise<void> {
    const { id } = team[who % team.length] ?? assert.fail('no team');
    assertFair();
    const caller = { ...BOSS, at: clockOf(server) };
    await serverOf(server).ask((consultants) => consultants.changeConsultant(id, { online }, caller));
    if (online) rotation.comes(id);
    else rotation.goes(id);
  }

  /** As the workflow of a hand-over does it: the lease is released, and then the next one is asked. */
  async function end(server: number, offer: Offer, event: OfficeEvent & { is: 'end' }): Promise<void> {
    assertFair();
    const { because } = event;
    const { number: ofNumber, consultantId, offerNo, language } = offer;
    const keepsTurn = because === 'expired' && event.keeps;
    const notResponding = because === 'expired';
    const ended = { offerNo, because, keepsTurn, notResponding, served: because === 'served', at: clockOf(server) };
    await serverOf(server).ask((store) => store.releaseLease(anEnd(ofNumber, consultantId, ended)));
    open = open.filter((other) => other !== offer);
    if (keepsTurn) rotation.giveBack(consultantId, offer.place);
    if (notResponding && marks) rotation.doesNotAnswer(consultantId);
    if (because === 'served') return;
    const excluded = [...offer.excluded, consultantId];
    const asked = anOffer(ofNumber, offerNo + 1, { excluded, policy, at: clockOf(server) });
    const next = await serverOf(server).ask((store) => store.offerNext(asked));
    offered({ number: ofNumber, language, offerNo: offerNo + 1, excluded }, next.consultantId);
  }

  return {
    async happen(event: OfficeEvent): Promise<void> {
      seconds += 1;
      if (event.is === 'requests') return requests(event.server, event.count, event.language);
      if (event.is === 'number') return number(event.server);
      if (event.is === 'presence') return presence(event.server, event.who, event.online);
      const offer = open[event.of % open.length];
      if (offer) await end(event.server, offer, event);
    },

    /** What is stored is what happened, and nothing beside it. */
    async assertKept({ consultants, db }: Store): Promise<void> {
      assertFair();
      const stored = (await consultants.listProtocols({ skip: 0, limit: 9_999 })).map((row) => row.number);
      assert.deepEqual(stored, numbers.toSorted(), 'D-3: told and stored');
      assert.deepEqual(
        stored,
        stored.map((_, i) => `#${String(i + 1).padStart(5, '0')}`),
        'D-40: without gaps',
      );
      const leases = await db
        .selectFrom('consultant_offers')
        .select(['number', 'offer_no', 'consultant_id'])
        .where('released_at', 'is', null)
        .execute();
      assert.deepEqual(
        leases.map((row) => `${row.number}:${row.offer_no} ${row.consultant_id}`).toSorted(),
        open.map((offer) => `${offer.number}:${offer.offerNo} ${offer.consultantId}`).toSorted(),
        'D-23: open leases are open work',
      );
      for (const offer of [...open])
        await end(0, offer, { is: 'end', because: 'served', keeps: false, of: 0, server: 0 });
      assert.deepEqual(await consultants.openLoad(), new Map(), 'D-23: no lease is left');
    },
  };
}
