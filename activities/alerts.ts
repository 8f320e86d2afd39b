import type { AlertStore } from '../stores/alerts/contract.ts';

/** What is wrong beyond a single run: told to operators once, and open until it is right again. */
export interface Alerts<Kind extends string = string> {
  /** @param unit what it is wrong with, e.g. a campaign; one alert of a kind is open for it at a time */
  raise(kind: Kind, unit: string, detail: string): Promise<void>;
  /**
   * Closes the open alerts of these units.
   * @param seenBefore only those that were last seen before this instant: good news from an old day ends no later trouble
   */
  clear(kind: Kind, units: string | readonly string[], seenBefore?: string): Promise<void>;
}

export interface AlertDeps {
  readonly store: Pick<AlertStore, 'raiseAlert' | 'clearAlerts'>;
  readonly integration: string;
  /** Vendor account: units of two accounts never meet. */
  readonly account: string;
  readonly now: () => Date;
  readonly warn: (message: string, fields: Record<string, unknown>) => void;
}

/** Alerts of one account of an integration: kept in the store, and each said once in the log when it opens and when it closes. */
export function createAlerts<Kind extends string>({ store, integration, account, now, warn }: AlertDeps): Alerts<Kind> {
  const prefix = `${account}/`;
  return {
    async raise(kind, unit, detail) {
      const alert = { integration, kind, unit: prefix + unit, detail };
      if (await store.raiseAlert(alert, now().toISOString())) warn('alert raised', alert);
    },
    async clear(kind, units, seenBefore) {
      const wanted = { integration, kind, units: [units].flat().map((unit) => prefix + unit) };
      const cleared = await store.clearAlerts(wanted, now().toISOString(), seenBefore);
      for (const unit of cleared) warn('alert cleared', { integration, kind, unit });
    },
  };
}
