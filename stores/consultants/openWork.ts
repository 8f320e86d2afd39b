import { HANDOVER_PHASES, isEnded } from '../../rules/consultants/handoverState.ts';
import type { StoreContext } from '../database.ts';
import { HANDOVER_TOPIC } from './topics.ts';
import type { ConsultantUpkeep } from './upkeepContract.ts';

const OPEN = HANDOVER_PHASES.filter((phase) => !isEnded({ phase }));

export const createOpenWork = ({ db, portable }: StoreContext): Pick<ConsultantUpkeep, 'openWork'> => ({
  async openWork(atMost) {
    const held = db
      .selectFrom('consultant_offers')
      .select(['number', 'offer_no', 'consultant_id'])
      .where('released_at', 'is', null)
      .where('consultant_id', 'is not', null)
      .orderBy('number');
    const leases = await portable.first(held, atMost).execute();
    const numbers = [...new Set(leases.map(({ number }) => number))];
    const open = db
      .selectFrom('consultant_handovers as handover')
      .select(['number', 'phase', 'outcome', 'offer_no', 'consultant_id', 'requested_at', 'call_back_promised'])
      .where((eb) => eb.or([eb('phase', 'in', OPEN), eb('number', 'in', portable.texts(numbers))]))
      .where(({ not, exists, selectFrom }) =>
        not(
          exists(
            selectFrom('outbox')
              .select('outbox.id')
              .where('topic', '=', HANDOVER_TOPIC)
              .whereRef('subject', '=', 'handover.number')
              .where('done_at', 'is', null),
          ),
        ),
      )
      .orderBy('protocol_id');
    const rows = await portable.first(open, atMost).execute();
    return rows.map((row) => ({
      number: row.number,
      phase: row.phase,
      outcome: row.outcome,
      offerNo: row.offer_no,
      consultantId: row.consultant_id,
      requestedAt: row.requested_at,
      callBackPromised: row.call_back_promised !== 0,
      leases: leases.flatMap(({ number, offer_no: offerNo, consultant_id: consultantId }) =>
        number === row.number && consultantId !== null ? [{ offerNo, consultantId }] : [],
      ),
    }));
  },
});
