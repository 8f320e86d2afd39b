import type { TableMetadata } from 'kysely';
import type { Trx } from '../../database.ts';
import type { LegacyRow } from '../../../rules/calls/legacy.ts';

/**
 * Tables of the legacy robot, each before the one that refers to it, with columns by which they are known (specs 4.1 to
 * 4.3). Older robots lacked some of the others.
 */
const marks = {
  calls: [
    'id',
    'list_name',
    'number',
    'call_date',
    'campaign_id',
    'agent',
    'speaking_time',
    'route_id',
    'billed_value',
    'status_id',
    'created_at',
  ],
  mailing_data: ['id', '_id', 'call_id', 'identifier', 'estrategia', 'razao_social', 'created_at'],
  execution_logs: [
    'id',
    'execution_date',
    'start_date',
    'end_date',
    'campaign_ids',
    'total_records',
    'status',
    'created_at',
  ],
} as const;

export type RobotTable = keyof typeof marks;

/** Ours have the same names, and this column. */
const OURS = 'account';

export const isRobotTable = ({ name, columns, isView }: TableMetadata): boolean => {
  const present = new Set(columns.map((column) => column.name));
  const known: Readonly<Record<string, readonly string[]>> = marks;
  return !isView && !present.has(OURS) && (known[name]?.every((column) => present.has(column)) ?? false);
};

export const robotTables = Object.keys(marks) as RobotTable[];

/** What the robot's table is called once ours stands in its place. */
export const copyOf = <T extends RobotTable>(table: T) => `legacy_${table}` as const;

/** The copies, whose columns are whatever the robot's were. */
export const copiesIn = (trx: Trx) => trx.withTables<{ [T in RobotTable as `legacy_${T}`]: LegacyRow }>();
