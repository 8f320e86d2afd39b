// Records hand-overs against the whole product: `node test/histories/recordHandovers.ts`. As `record.ts`: only what is new.
import { startProduct } from '../../bench/support/product.ts';
import { handoverId } from '../../rules/consultants/handoverId.ts';
import { defaultPattern } from '../../rules/consultants/protocolPattern.ts';
import { defaultTurnPolicy } from '../../rules/consultants/turnPolicy.ts';
import { accept, finish, refuse } from '../../workflows/consultants/messages.ts';
import { until } from '../support/until.ts';
import { save } from './save.ts';

const caller = () => ({ actor: 'recorder', at: new Date().toISOString() });

const product = await startProduct({
  api: false,
  settings: {
    CONSULTANTS_ACCEPT_SECONDS: '4',
    CONSULTANTS_REMINDER_SECONDS: '1',
    CONSULTANTS_MAX_WAIT_SECONDS: '2',
    CONSULTANTS_GIVE_UP_SECONDS: '6',
  },
});
const { consultants } = product.store;
try {
  for (const name of ['Ana', 'Bia']) await hire(name);
  const served = await request(true);
  await handle(served).executeUpdate(refuse, { args: [{ actor: 'recorder', consultantId: 1, offerNo: 1 }] });
  await until(async () => (await consultants.handover(served))?.offerNo === 2);
  await handle(served).executeUpdate(accept, { args: [{ actor: 'recorder', consultantId: 2, offerNo: 2 }] });
  await handle(served).executeUpdate(finish, { args: [{ actor: 'recorder', consultantId: 2 }] });
  await ended('followHandover', served);
  // Nobody answers: reminded, expired, offered to the other, who does not answer either; promised, and given up.
  await ended('followHandover-unanswered', await request(true));
} finally {
  await product.stop();
}

async function hire(name: string): Promise<void> {
  const fields = { name, email: null, phone: null, languages: ['pt'], pipedriveId: null };
  const flags = { active: true, inRotation: true, online: true };
  await consultants.createConsultant({ ...fields, ...flags }, { ...caller(), emails: 'folded' });
}

async function request(lease: boolean): Promise<string> {
  const outcome = await consultants.takeTurn({
    ...caller(),
    language: 'pt',
    numbering: { pattern: defaultPattern, day: '2026-03-02' },
    policy: defaultTurnPolicy,
    lease,
    mayWait: true,
  });
  if (outcome.kind !== 'given') throw new Error(`No turn: ${outcome.kind}`);
  const { number } = outcome.turn;
  await until(async () => {
    const found = await product.client.workflow.getHandle(handoverId(number)).describe().catch(() => null);
    return found !== null;
  });
  return number;
}

function handle(number: string) {
  return product.client.workflow.getHandle(handoverId(number));
}

async function ended(name: string, number: string): Promise<void> {
  await handle(number).result();
  await save(product.client, name, handoverId(number));
}
