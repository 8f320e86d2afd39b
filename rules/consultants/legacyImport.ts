import type { LegacyData } from './legacyData.ts';
import { importCounter, importProtocols, RUNNING, type ImportedProtocol } from './legacyNumbers.ts';
import { importPeople, type ImportedConsultant } from './legacyPeople.ts';
import type { Repair } from './legacyRepair.ts';

/** What an import writes, and what it repaired on the way. */
export interface ImportPlan {
  readonly consultants: readonly ImportedConsultant[];
  readonly protocols: readonly ImportedProtocol[];
  readonly counter: { readonly series: string; readonly lastNumber: number; readonly lastIssuedAt: string };
  readonly repairs: readonly Repair[];
}

export interface ImportRules {
  /** UTC instant of the import. */
  readonly now: string;
  /** How addresses are compared from now on (D-16). */
  readonly emails: 'folded' | 'legacy';
}

/** Everything of the replaced service under its ids and numbers, with each damage of section 6 repaired (4.1). */
export function planImport(data: LegacyData, { now, emails }: ImportRules): ImportPlan {
  const repairs: Repair[] = [];
  const note = (repair: Repair): void => void repairs.push(repair);
  const consultants = importPeople(data.consultants, emails, note);
  const protocols = importProtocols(data, now, note);
  const lastNumber = importCounter(data, note);
  return {
    consultants,
    protocols,
    counter: { series: RUNNING, lastNumber, lastIssuedAt: newest(protocols, now) },
    repairs,
  };
}

/** A date in the future would be that of every turn until then. */
function newest(protocols: readonly ImportedProtocol[], now: string): string {
  const last = protocols.reduce((latest, { createdAt }) => (createdAt > latest ? createdAt : latest), '');
  return last !== '' && last < now ? last : now;
}
