import type { ConsultantStore } from '../../stores/consultants/contract.ts';
import { ConsultantError } from './errors.ts';
import type { Pipedrive, PipedriveActivity } from './pipedrive/client.ts';
import { withOutcome } from './pipedrive/withOutcome.ts';

export interface PushSettings {
  /** What tells Pipedrive of an assignment: a task for the consultant, or the owner of the deal that carries the number. */
  readonly object: 'activity' | 'deal-owner';
  /** How long after a request that was given up Pipedrive may still carry it out, in ms: more than its own time-out. */
  readonly settleMs: number;
}

export interface PushDeps {
  /** null = nothing is pushed. */
  readonly push: { readonly pipedrive: Pipedrive; readonly settings: PushSettings } | null;
  readonly store: Pick<ConsultantStore, 'consultant' | 'protocolByNumber'>;
}

export interface Push {
  readonly number: string;
  readonly consultantId: number;
}

export type PushOutcome =
  | { readonly kind: 'pushed' }
  /** An earlier attempt has done it. */
  | { readonly kind: 'already' }
  | { readonly kind: 'skipped'; readonly reason: 'off' | 'no-pipedrive-id' };

/**
 * Tells Pipedrive of an assignment, exactly once per protocol (D-28). The protocol number is the key: what carries it is what
 * an earlier attempt has left, so every attempt looks first. Run it with `reconciledWrite`.
 * @throws ConsultantError
 */
export const createPushToPipedrive = ({ push, store }: PushDeps) =>
  async function pushToPipedrive({ number, consultantId }: Push): Promise<PushOutcome> {
    if (!push) return { kind: 'skipped', reason: 'off' };
    const { pipedrive, settings } = push;
    const consultant = await store.consultant(consultantId);
    if (!consultant) throw new ConsultantError('consultant-unknown', `There is no consultant ${consultantId}.`);
    const userId = consultant.pipedriveId;
    if (userId === null) return { kind: 'skipped', reason: 'no-pipedrive-id' };
    if (settings.object === 'deal-owner') return assignDeal(pipedrive, settings, number, userId);
    const protocol = await store.protocolByNumber(number);
    if (!protocol) throw new ConsultantError('protocol-unknown', `There is no protocol ${number}.`);
    // The same in every attempt: an earlier one is found by it.
    const [dueDate = '', dueTime = ''] = new Date(protocol.createdAt).toISOString().split(/[T.]/);
    const activity = { userId, subject: `Protocolo ${number}`, dueDate, dueTime: dueTime.slice(0, 5) };
    return createActivityOnce(pipedrive, settings, activity);
  };

/**
 * Looks, creates, and looks again: a worker that was believed dead may have created the same in between. All keep the oldest
 * and take back the others, so that one remains whichever of them comes last.
 */
async function createActivityOnce(
  pipedrive: Pipedrive,
  { settleMs }: PushSettings,
  activity: PipedriveActivity,
): Promise<PushOutcome> {
  const earlier = await pipedrive.activitiesLike(activity);
  const isNew = earlier.length === 0;
  if (isNew) await withOutcome(pipedrive.createActivity(activity), settleMs);
  const [, ...doubles] = isNew ? await pipedrive.activitiesLike(activity) : earlier;
  for (const id of doubles) await pipedrive.deleteActivity(id);
  return { kind: isNew ? 'pushed' : 'already' };
}

/** Setting an owner twice is setting it once; the deal itself is the caller's, who makes it with the number it was given. */
async function assignDeal(
  pipedrive: Pipedrive,
  { settleMs }: PushSettings,
  number: string,
  userId: number,
): Promise<PushOutcome> {
  const [deal, ...others] = await pipedrive.dealsWithNumber(number);
  if (!deal) throw new ConsultantError('pipedrive-deal-missing', `No deal carries ${number} yet.`);
  if (others.length > 0)
    throw new ConsultantError('pipedrive-deal-ambiguous', `${others.length + 1} deals carry ${number}.`);
  if (deal.ownerId === userId) return { kind: 'already' };
  await withOutcome(pipedrive.assignDeal(deal.id, userId), settleMs);
  return { kind: 'pushed' };
}
