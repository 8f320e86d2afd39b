import { emailKey } from './emailKey.ts';
import type { LegacyConsultant } from './legacyData.ts';
import type { Repair } from './legacyRepair.ts';
import { isInstant } from './legacyInstant.ts';

/** A consultant as the import stores them. */
export interface ImportedConsultant extends LegacyConsultant {
  readonly active: 0 | 1;
  readonly inRotation: 0 | 1;
  readonly online: 0 | 1;
  /** null: not compared with anybody's (D-16). */
  readonly emailKey: string | null;
}

/** The columns, as the legacy names them. */
const FLAGS = { active: 'status_ativo', inRotation: 'status_ativo_sequencial', online: 'status_online' } as const;
/** What the column of compared addresses holds. */
const MAX_EMAIL = 320;

const bit = (flag: LegacyConsultant['active']): 0 | 1 => (flag === true || flag === 1 ? 1 : 0);

/** Everybody under their id; whatever was wrong is told to `note`. */
export function importPeople(
  consultants: readonly LegacyConsultant[],
  emails: 'folded' | 'legacy',
  note: (repair: Repair) => void,
): ImportedConsultant[] {
  const owners = new Map<string, number>();
  return consultants.map((person) => {
    const { id, lastOfferedAt } = person;
    const where = `consultores ${id}`;
    for (const flag of ['active', 'inRotation', 'online'] as const)
      if (person[flag] === null) note({ damage: 'null-flag', where, repair: `${FLAGS[flag]} null becomes false` });
    const isDated = lastOfferedAt === null || isInstant(lastOfferedAt);
    if (!isDated)
      note({ damage: 'unreadable-instant', where, repair: 'ultimo_atendimento becomes null: never served' });
    return {
      ...person,
      active: bit(person.active),
      inRotation: bit(person.inRotation),
      online: bit(person.online),
      lastOfferedAt: isDated ? lastOfferedAt : null,
      emailKey: ownKey(person, emails, owners, note),
    };
  });
}

/** The first to have an address keeps it for themselves; it is not compared for those who have it as well. */
function ownKey(
  { id, email }: LegacyConsultant,
  emails: 'folded' | 'legacy',
  owners: Map<string, number>,
  note: (repair: Repair) => void,
): string | null {
  const where = `consultores ${id}`;
  const key = emailKey(email, emails);
  if (key === null) return null;
  if (key.length > MAX_EMAIL) {
    note({ damage: 'email-too-long', where, repair: 'the address is kept, and compared with no other' });
    return null;
  }
  const owner = owners.get(key);
  if (owner === undefined) {
    owners.set(key, id);
    return key;
  }
  note({
    damage: 'email-taken',
    where,
    repair: `has the address of ${owner}, who keeps it for themselves; here it is kept, and compared with no other`,
  });
  return null;
}
