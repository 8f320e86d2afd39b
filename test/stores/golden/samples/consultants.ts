import type { ConsultantStore, NewEvent } from '../../../../stores/consultants/contract.ts';
import { AT } from '../../support/builders.ts';
import { aConsultant, aNumber, anEnd, anOffer, aTurn, BOSS } from '../../support/consultants.ts';
import type { SamplesOf } from './samples.ts';

const ID = 1;
const NUMBER = '#00001';
const CURSOR = Buffer.from('[9]').toString('base64url');
const ONCE = { id: 'answer-1', fingerprint: 'hash', expiresAt: AT };
/** Everything that a policy may ask for. */
const POLICY = { respectCapacity: true, fairShare: true };
const EVENT: NewEvent = { key: 'accepted:#00001:1', kind: 'accepted', number: NUMBER, consultantId: ID, detail: {} };
const STANDING = {
  number: NUMBER,
  phase: 'accepted',
  outcome: null,
  offerNo: 1,
  consultantId: ID,
  updatedAt: AT,
  callBackPromised: false,
} as const;

export const consultantSamples: SamplesOf<ConsultantStore> = {
  createConsultant: (consultants) => consultants.createConsultant(aConsultant({ email: 'a@x.br' }), BOSS),
  consultant: (consultants) => consultants.consultant(ID),
  listConsultants: (consultants) => consultants.listConsultants(),
  changeConsultant: (consultants) => consultants.changeConsultant(ID, aConsultant({ email: 'a@x.br' }), BOSS),
  deleteConsultant: (consultants) => consultants.deleteConsultant(ID, BOSS),
  personalData: (consultants) => consultants.personalData(ID),
  erasePersonalData: (consultants) => consultants.erasePersonalData(ID, BOSS),
  heartbeat: (consultants) => consultants.heartbeat(ID, AT, BOSS),
  expirePresence: (consultants) => consultants.expirePresence(BOSS),
  async takeTurn(consultants) {
    await consultants.takeTurn(aTurn({ once: ONCE, policy: POLICY }));
    await consultants.takeTurn(aTurn({ mayWait: true }));
  },
  async takeNumber(consultants) {
    await consultants.takeNumber(aNumber({ attach: true, once: ONCE }));
  },
  purgeAnswers: (consultants) => consultants.purgeAnswers('9999-12-31T00:00:00.000Z'),
  protocol: (consultants) => consultants.protocol(ID),
  protocolByNumber: (consultants) => consultants.protocolByNumber(NUMBER),
  async listProtocols(consultants) {
    await consultants.listProtocols({ skip: 0, limit: 100 });
    await consultants.listProtocols({ skip: 0, limit: 100, consultantId: ID });
  },
  changeProtocol: (consultants) =>
    consultants.changeProtocol(ID, { description: 'x', priority: 'x', status: 'x' }, BOSS),
  handover: (consultants) => consultants.handover(NUMBER),
  async listHandovers(consultants) {
    await consultants.listHandovers({ limit: 50 });
    await consultants.listHandovers({ limit: 50, phase: 'waiting', consultantId: ID, cursor: CURSOR });
  },
  waitingHandovers: (consultants) => consultants.waitingHandovers(10),
  recordHandover: (consultants) => consultants.recordHandover(STANDING, EVENT, BOSS),
  recordEvent: (consultants) => consultants.recordEvent(EVENT, BOSS),
  offerNext: (consultants) => consultants.offerNext(anOffer(NUMBER, 2, { policy: POLICY })),
  releaseLease: (consultants) => consultants.releaseLease(anEnd(NUMBER, ID)),
  openWork: (consultants) => consultants.openWork(10),
  openLoad: (consultants) => consultants.openLoad(),
  async listEvents(consultants) {
    await consultants.listEvents({ limit: 50 });
    await consultants.listEvents({
      limit: 50,
      kind: 'turn',
      number: NUMBER,
      consultantId: ID,
      from: AT,
      to: AT,
      cursor: CURSOR,
    });
  },
  counters: (consultants) => consultants.counters(),
};
