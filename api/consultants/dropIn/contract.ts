import { Refusal } from '../../fastapi/refusal.ts';
import type { EmailRule } from '../../../stores/consultants/contract.ts';
import type { ConsultantsApiDeps } from '../deps.ts';

/** What the endpoints are made of. */
export type DropInDeps = Pick<ConsultantsApiDeps, 'store' | 'settings' | 'now'>;

export const emailRule = ({ strict }: ConsultantsApiDeps['settings']): EmailRule => ({
  emails: strict.email ? 'legacy' : 'folded',
});

export const noSuchConsultant = () => new Refusal(404, 'Consultor não encontrado');
export const noSuchProtocol = () => new Refusal(404, 'Protocolo não encontrado');
