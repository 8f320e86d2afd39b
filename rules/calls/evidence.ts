import { CALL_COLUMNS } from './columns.ts';
import { isJsonObject, type JsonValue } from './json.ts';
import { isNone } from './values.ts';

/** What the rows of a window show of the vendor's habits: whether something that always came has stopped coming. */
export interface Evidence {
  readonly rows: number;
  readonly withMailing: number;
  /** Fields of 3.5 that no row had. */
  readonly absentFields: readonly string[];
}

const DERIVED: ReadonlySet<string> = new Set(['call_at_utc', 'call_offset', 'billed_amount', 'is_final']);

/** The vendor's name of the field that a column is read from. */
const fieldOf = (column: string): string =>
  column.startsWith('route_') ? 'route' : column === 'list_name' ? 'list' : column;

/** Every field of a call that is read into a column (3.5); `mailing_data` has a rule of its own (C-14). */
export const KNOWN_FIELDS: readonly string[] = [
  ...new Set(
    CALL_COLUMNS.filter(({ name, kind }) => kind !== 'seconds' && !DERIVED.has(name)).map(({ name }) => fieldOf(name)),
  ),
];

const isEmpty = (value: JsonValue | undefined): boolean =>
  isNone(value) || (typeof value === 'object' && Object.keys(value).length === 0);

/** Collects the evidence of rows as they come. */
export function collectEvidence(): { add(rows: readonly JsonValue[]): void; read(): Evidence } {
  const absent = new Set(KNOWN_FIELDS);
  let count = 0;
  let withMailing = 0;
  return {
    add(rows) {
      count += rows.length;
      for (const row of rows) {
        if (!isJsonObject(row)) continue;
        if (!isEmpty(row['mailing_data'])) withMailing++;
        for (const field of absent) if (Object.hasOwn(row, field)) absent.delete(field);
      }
    },
    read: () => ({ rows: count, withMailing, absentFields: [...absent] }),
  };
}

/** Fewer rows may lack a field by chance (C-25). */
const ENOUGH_ROWS = 50;

/** Whether earlier rows are needed to judge what is missing: where nothing is, they need not be read. */
export const isLacking = ({ rows, withMailing, absentFields }: Evidence): boolean =>
  rows > 0 && (withMailing === 0 || (rows >= ENOUGH_ROWS && absentFields.length > 0));

/** What earlier rows had and these have not: their mailing records (C-14), and known fields (C-25). */
export function lostSince(now: Evidence, earlier: Evidence): { readonly mailing: boolean; readonly fields: string[] } {
  const absentBefore = new Set(earlier.absentFields);
  return {
    mailing: now.rows > 0 && now.withMailing === 0 && earlier.withMailing > 0,
    fields:
      now.rows >= ENOUGH_ROWS && earlier.rows > 0 ? now.absentFields.filter((field) => !absentBefore.has(field)) : [],
  };
}

/** Known fields that came. */
export const presentFields = ({ absentFields }: Evidence): string[] =>
  KNOWN_FIELDS.filter((field) => !absentFields.includes(field));
