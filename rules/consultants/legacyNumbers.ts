import type { LegacyData, LegacyProtocol } from './legacyData.ts';
import { isInstant } from './legacyInstant.ts';
import type { Repair } from './legacyRepair.ts';
import { formatProtocol, highestSequence, protocolReader, seriesKey } from './protocol.ts';
import { defaultPattern } from './protocolPattern.ts';

/** A protocol as the import stores it. */
export interface ImportedProtocol {
  readonly id: number;
  readonly number: string;
  readonly series: string;
  readonly sequence: number;
  readonly consultantId: number | null;
  readonly createdAt: string;
}

type Note = (repair: Repair) => void;

const LEGACY_SERIES = 'legacy';
const MAX_SEQUENCE = 2 ** 31 - 1;
/** Up to here five digits hold the count; the old service stops for good after it (D-W5). */
const LAST_OF_FIVE_DIGITS = 99_999;
const NEAR = 1_000;
/** What the old service makes of 100000. */
const CUT_OFF = '#10000';

const NO_DAY = '';
/** The one count of the replaced service. */
export const RUNNING = seriesKey(defaultPattern, NO_DAY);

/**
 * Every protocol under its id and number. One whose number is none of the legacy's pattern, or counts what another one
 * counts, stands in a series of its own by its id, so that two never stand in one place.
 * @param now UTC instant, for those without a date
 */
export function importProtocols({ protocols, consultants }: LegacyData, now: string, note: Note): ImportedProtocol[] {
  const people = new Set(consultants.map(({ id }) => id));
  const read = protocolReader(defaultPattern);
  const counted = new Set<number>();
  return protocols.map((protocol) => {
    const { id } = protocol;
    const where = `protocolos ${id}`;
    const number = protocol.number ?? `${LEGACY_SERIES}-${id}`;
    if (protocol.number === null) note({ damage: 'no-number', where, repair: `is given the number ${number}` });
    const sequence = read(number)?.sequence;
    const isCounted = sequence !== undefined && sequence <= MAX_SEQUENCE && !counted.has(sequence);
    if (isCounted) counted.add(sequence);
    else if (protocol.number !== null)
      note({ damage: 'foreign-number', where, repair: `${number} is kept, and not counted among the others` });
    const place = isCounted ? { series: RUNNING, sequence } : { series: LEGACY_SERIES, sequence: id };
    return {
      id,
      number,
      ...place,
      consultantId: ownerOf(protocol, people, note),
      createdAt: dateOf(protocol, now, note),
    };
  });
}

function ownerOf({ id, consultantId }: LegacyProtocol, people: ReadonlySet<number>, note: Note): number | null {
  if (consultantId === null || people.has(consultantId)) return consultantId;
  // Somebody hired later may be given that id, and must not inherit it.
  const repair = `there is no consultant ${consultantId}: it belongs to nobody`;
  note({ damage: 'orphan-protocol', where: `protocolos ${id}`, repair });
  return null;
}

function dateOf({ id, createdAt }: LegacyProtocol, now: string, note: Note): string {
  if (createdAt !== null && isInstant(createdAt)) return createdAt;
  note({
    damage: 'unreadable-instant',
    where: `protocolos ${id}`,
    repair: 'created_at becomes the time of the import',
  });
  return now;
}

/** The last number that was given, by whichever knows of the highest (4.1); 0: none was. */
export function importCounter({ protocols, counters }: LegacyData, note: Note): number {
  const numbers = protocols.flatMap(({ number }) => (number === null ? [] : [number]));
  const issued = highestSequence(defaultPattern, numbers, RUNNING);
  const counter = Math.max(0, ...counters);
  const last = Math.max(counter, issued);
  const where = 'controle_protocolo';
  const goesOn = `numbers go on with ${formatProtocol(defaultPattern, last + 1, NO_DAY)}`;
  if (counters.length === 0) note({ damage: 'no-counter', where, repair: `one is made: ${goesOn}` });
  if (counters.length > 1)
    note({ damage: 'several-counters', where, repair: `of ${counters.length} rows the highest counts: ${goesOn}` });
  if (counters.length > 0 && counter < issued)
    note({ damage: 'counter-behind', where, repair: `${counter} is behind the highest number ${issued}: ${goesOn}` });
  if (last > LAST_OF_FIVE_DIGITS - NEAR)
    note({
      damage: 'counter-near-overflow',
      where,
      repair: `${last} is kept: ${goesOn}; after #99999 they have six digits`,
    });
  if (last >= LAST_OF_FIVE_DIGITS && numbers.includes(CUT_OFF))
    note({ damage: 'cut-off-number', where: `protocolos ${CUT_OFF}`, repair: `is kept as it is: ${goesOn}` });
  return last;
}
