import type { Generated } from 'kysely';

export interface AlertsTable {
  id: Generated<number>;
  integration: string;
  kind: string;
  unit: string;
  detail: string;
  raised_at: string;
  last_seen_at: string;
  cleared_at: string | null;
}

export interface AlertTables {
  alerts: AlertsTable;
}
