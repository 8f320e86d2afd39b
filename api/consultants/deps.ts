import type { HandoverStanding } from '../../rules/consultants/handoverStanding.ts';
import type { TurnPolicy } from '../../rules/consultants/turnPolicy.ts';
import type { StrictPoints } from '../../activities/consultants/strictPoints.ts';
import type { AlertStore } from '../../stores/alerts/contract.ts';
import type { ConsultantStore, Numbering } from '../../stores/consultants/contract.ts';
import type { OutboxStore } from '../../stores/outbox/contract.ts';
import type { Origins } from '../fastapi/cors.ts';

/** What is said to a hand-over; `actor` is the id of a key or user. */
export type HandoverCommand =
  | {
      readonly type: 'accept' | 'refuse';
      readonly consultantId: number;
      readonly offerNo: number;
      readonly actor: string;
    }
  | { readonly type: 'finish' | 'ready'; readonly consultantId: number; readonly actor: string }
  | { readonly type: 'abandon'; readonly because: 'caller-left' | 'cancelled'; readonly actor: string };

/** Every way in which the API speaks to hand-overs. A hand-over is named by its protocol number. */
export interface HandoverStarters {
  /**
   * Tells it something; a repeat of the same gets the first answer again.
   * @throws ApplicationFailure with the reason as its type when it cannot be done; WorkflowNotFoundError when it is not followed
   */
  tell(number: string, command: HandoverCommand): Promise<HandoverStanding>;
  /** What it says of itself; null when it is not, or no more, followed. */
  live(number: string): Promise<HandoverStanding | null>;
}

/** What an installation has decided (specs/consultants.md 3.8, 9). */
export interface ConsultantsSettings {
  readonly strict: StrictPoints;
  /** Whose turn it is; how languages match comes with it. */
  readonly turnPolicy: TurnPolicy;
  /** How numbers are made at an instant. */
  numbering(at: Date): Numbering;
  /** Whether an offer is open work until it is released (D-23). */
  readonly lease: boolean;
  /** How long a heartbeat counts that does not say so itself; 0 = it must (D-21). */
  readonly heartbeatSeconds: number;
  /** Whether `/gerar-protocolo` needs an active consultant (9.3). */
  readonly numberNeedsActive: boolean;
  /** What stands for nobody in a protocol: null, or 0 as in an earlier line (9.3). */
  readonly unassigned: null | 0;
  /** The routes of an earlier line (3.7). */
  readonly aliases: boolean;
  /** AUTHENTICATION_API_KEY of the replaced service, which opens everything; undefined = API keys of ours alone. */
  readonly sharedKey: string | undefined;
  /** Requests that one key may make in a minute to one process; 0 = any number. */
  readonly requestsPerMinute: number;
  readonly origins: Origins;
}

export interface ConsultantsApiDeps {
  readonly store: Pick<
    ConsultantStore,
    | 'createConsultant'
    | 'consultant'
    | 'listConsultants'
    | 'changeConsultant'
    | 'deleteConsultant'
    | 'personalData'
    | 'erasePersonalData'
    | 'heartbeat'
    | 'takeTurn'
    | 'takeNumber'
    | 'protocol'
    | 'protocolByNumber'
    | 'listProtocols'
    | 'changeProtocol'
    | 'handover'
    | 'listHandovers'
    | 'waitingHandovers'
    | 'listEvents'
    | 'counters'
  >;
  readonly alerts: Pick<AlertStore, 'listAlerts' | 'openAlerts'>;
  readonly outbox: Pick<OutboxStore, 'backlog'>;
  readonly starters: HandoverStarters;
  readonly settings: ConsultantsSettings;
  readonly now: () => Date;
  /** Where the lines of 3.5 go, each without its end; undefined = nowhere. */
  readonly writeLine?: ((line: string) => void) | undefined;
}
