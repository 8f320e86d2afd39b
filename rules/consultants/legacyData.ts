import type { Flag } from './turnPolicy.ts';

/** A row of `consultores` (4.1). Instants are UTC texts. */
export interface LegacyConsultant {
  readonly id: number;
  readonly name: string;
  readonly email: string | null;
  readonly phone: string | null;
  readonly languages: readonly string[];
  readonly active: Flag;
  readonly inRotation: Flag;
  readonly online: Flag;
  readonly pipedriveId: number | null;
  readonly lastOfferedAt: string | null;
}

/** A row of `protocolos`. */
export interface LegacyProtocol {
  readonly id: number;
  readonly number: string | null;
  readonly consultantId: number | null;
  readonly createdAt: string | null;
}

/** What the replaced service keeps, damage and all; everything by id. */
export interface LegacyData {
  readonly consultants: readonly LegacyConsultant[];
  readonly protocols: readonly LegacyProtocol[];
  /** `ultimo_numero` of each row of `controle_protocolo`: there should be one. */
  readonly counters: readonly number[];
}
