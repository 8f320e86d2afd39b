import type { OpenWork } from '../../rules/consultants/unfollowed.ts';
import type { Caller, ConsultantEvent, ConsultantRow, HandoverRow, ProtocolRow } from './contract.ts';

/** What is stored about a person, deleted or not: what they may ask for (8.3). */
export interface PersonalData {
  readonly consultant: ConsultantRow & { readonly deletedAt: string | null };
  /** Attributed to them, by id. What was noted in them is about customers, and left out. */
  readonly protocols: readonly Pick<ProtocolRow, 'number' | 'origin' | 'language' | 'createdAt'>[];
  /** What they did and what was done with their record, oldest first. */
  readonly events: readonly Pick<ConsultantEvent, 'kind' | 'number' | 'at'>[];
  /** Offers that are open work now. */
  readonly openOffers: number;
  /** Answers to repeated requests that hold a copy of name, address and phone, for a day at most. */
  readonly keptAnswers: number;
}

/** What erasing somebody came to. */
export interface Erasure {
  /** Go on under their id. */
  readonly openOffers: number;
  /** Were deleted. */
  readonly keptAnswers: number;
}

/** Open work, and how it is told to people. */
export type OpenHandover = OpenWork & Pick<HandoverRow, 'number' | 'requestedAt' | 'callBackPromised'>;

/** What operators and time do with what is stored. */
export interface ConsultantUpkeep {
  /** Of whoever has or had this id; null = nobody (8.3). */
  personalData(id: number): Promise<PersonalData | null>;
  /**
   * Deletes somebody and puts neutral values in place of name, address, phone and Pipedrive id, for good; answers that hold a
   * copy are deleted. Ids, numbers and what happened stay. It may be repeated. @returns null when nobody has or had this id
   */
  erasePersonalData(id: number, caller: Caller): Promise<Erasure | null>;
  /** Deletes answers to repeated requests that have expired, a few at a time, until there are none or it is to stop. @returns how many */
  purgeAnswers(at: string, stopping?: AbortSignal): Promise<number>;
  /**
   * Hand-overs that have not ended or hold a lease, oldest first, `atMost` of them; without those that wait in the outbox to be
   * followed. A workflow follows each, unless somebody terminated it or Temporal has lost it.
   */
  openWork(atMost: number): Promise<OpenHandover[]>;
}
