import type { LegacyStatus } from '../../schemas/calls.ts';
import { CALL_COLUMNS, LEGACY_CALL_COLUMNS, LEGACY_MAILING_KEYS, MAILING_COLUMNS } from './columns.ts';
import { isoText } from './isoText.ts';
import type { JsonObject, JsonValue } from './json.ts';
import { normaliseMailing } from './mailing.ts';
import { createNormaliser, isRejected } from './normalise.ts';
import { collectOddities } from './oddities.ts';
import type { NormalisedCall, NormalisedMailing } from './types.ts';
import { integerOf } from './values.ts';
import { createZoneOffset, instantOfLocal } from './zoneOffset.ts';

/** A row of the legacy robot as a database gives it; a column that an older robot did not have is absent. */
export type LegacyRow = Readonly<Record<string, unknown>>;

/** Whose rows they are, and when they are taken over: the instant of a row that has none. */
export interface LegacyReaderOptions {
  /** IANA zone of the account; the robot's database is taken to keep the same clock. */
  readonly zone: string;
  readonly finalStatuses: ReadonlySet<number>;
  readonly at: string;
}

/** When the robot wrote a row, in UTC. */
interface Written {
  readonly createdAt: string;
  readonly updatedAt: string;
}

export type LegacyCall = Pick<NormalisedCall, 'id' | 'campaignId' | 'at' | 'values' | 'oddities'> & Written;
export type LegacyMailing = NormalisedMailing & Written;

export interface LegacyExecution {
  readonly startedAt: string;
  readonly endedAt: string;
  /** The texts of the robot. */
  readonly from: string;
  readonly to: string;
  readonly campaigns: readonly number[];
  readonly fetched: number;
  readonly saved: number;
  readonly failed: number;
  readonly seconds: number | null;
  readonly status: Exclude<LegacyStatus, 'RUNNING'>;
  readonly errorMessage: string | null;
  readonly createdAt: string;
}

/** Of a call whose content is not the vendor's own text: the next reading finds it changed, whatever it brings. */
export const LEGACY_HASH = '';

const NEVER_CLOSED = 'The robot never closed this run.';
const ENDED: ReadonlySet<unknown> = new Set<LegacyStatus>([
  'COMPLETED_SUCCESS',
  'COMPLETED_WITH_ERRORS',
  'COMPLETED_NO_DATA',
  'FAILED',
]);
const hasEnded = (status: unknown): status is LegacyExecution['status'] => ENDED.has(status);

const CLOCK = /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d(?:\.\d{1,3})?)/;

/** A DATETIME without its zone: drivers give it as a text, or as a `Date` on the clocks of UTC. */
function clockText(value: unknown): string | null {
  const [, day, time] = CLOCK.exec(value instanceof Date ? value.toISOString() : String(value)) ?? [];
  return day === undefined || time === undefined ? null : `${day}T${time}`;
}

const scalarOf = (value: unknown): JsonValue =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
const fieldsOf = (row: LegacyRow, columns: readonly { name: string }[]): JsonObject =>
  Object.fromEntries(columns.map(({ name }) => [name, scalarOf(row[name])]));

const MAILING_KEYS = Object.entries(LEGACY_MAILING_KEYS);
const TOP_LEVEL = MAILING_COLUMNS.filter(({ name }) => !(name in LEGACY_MAILING_KEYS) && name !== 'data_json');
/** Stands in for the id while the other columns are read: the robot's id is taken as it is. */
const ANY_ID = 'x';

/**
 * Readers of the legacy robot's rows (specs 4.1 to 4.3): what it stored goes through the rules for the vendor's values once
 * more, because it stored texts that nobody had looked at. They never throw and never give a row up.
 */
export function createLegacyReaders({ zone, finalStatuses, at }: LegacyReaderOptions) {
  const normalise = createNormaliser({ zone, finalStatuses, hash: () => LEGACY_HASH, aliases: {} });
  const offsetAt = createZoneOffset(zone);

  const instantOf = (value: unknown): string | null => {
    const clock = clockText(value);
    const clockMs = clock === null ? NaN : Date.parse(`${clock}Z`);
    return Number.isNaN(clockMs) ? null : `${isoText(instantOfLocal(clockMs, offsetAt))}Z`;
  };
  const written = (row: LegacyRow): Written => {
    const createdAt = instantOf(row['created_at']) ?? at;
    return { createdAt, updatedAt: instantOf(row['updated_at']) ?? createdAt };
  };

  return {
    call(row: LegacyRow): LegacyCall {
      const fields = fieldsOf(row, LEGACY_CALL_COLUMNS);
      const read = normalise({
        ...fields,
        id: ANY_ID,
        list: fields['list_name'] ?? null,
        call_date: clockText(row['call_date']),
        route: Object.fromEntries(
          ['id', 'name', 'host', 'endpoint', 'caller_id'].map((name) => [name, fields[`route_${name}`] ?? null]),
        ),
      });
      if (isRejected(read)) throw new TypeError(`A row of the robot was rejected: ${read.reason}.`);
      const { campaignId, at: calledAt, values, oddities } = read;
      const id = textOf(row['id']);
      return {
        id,
        campaignId,
        at: calledAt,
        values: values.map((value, i) => (CALL_COLUMNS[i]?.kind === 'id' ? id : value)),
        oddities,
        ...written(row),
      };
    },

    /** The values of `data` are those of the eight columns that the robot kept. */
    mailing(row: LegacyRow): LegacyMailing {
      const data = MAILING_KEYS.map(([column, key]) => [key, scalarOf(row[column])] as const);
      const kept = data.filter(([, value]) => value !== null);
      const record = { ...fieldsOf(row, TOP_LEVEL), data: kept.length === 0 ? null : Object.fromEntries(kept) };
      const mailing = normaliseMailing(record, { aliases: {} }, collectOddities().report);
      if (mailing === null) throw new TypeError('A row of the robot has no columns.');
      return { ...mailing, ...written(row) };
    },

    execution(row: LegacyRow): LegacyExecution {
      const { createdAt } = written(row);
      const startedAt = instantOf(row['execution_date']) ?? createdAt;
      const seconds = integerOf(scalarOf(row['execution_time_seconds']));
      const errorMessage = textOf(row['error_message']) || null;
      const status = row['status'];
      const count = (column: string) => integerOf(scalarOf(row[column])) ?? 0;
      return {
        startedAt,
        endedAt: new Date(Date.parse(startedAt) + (seconds ?? 0) * 1_000).toISOString(),
        from: textOf(row['start_date']),
        to: textOf(row['end_date']),
        campaigns: (textOf(row['campaign_ids']).match(/\d+/g) ?? []).map(Number),
        fetched: count('total_records'),
        saved: count('successful_records'),
        failed: count('failed_records'),
        seconds,
        ...(hasEnded(status)
          ? { status, errorMessage }
          : { status: 'FAILED', errorMessage: errorMessage ?? NEVER_CLOSED }),
        createdAt,
      };
    },
  };
}
