import type { Page } from '../../schemas/common.ts';

/** What an alert is about: open at most once at a time. */
export interface AlertKey {
  readonly integration: string;
  /** Stable kebab-case name of what is wrong. */
  readonly kind: string;
  /** What it is wrong with, e.g. a campaign. */
  readonly unit: string;
}

export interface AlertRow extends AlertKey {
  readonly id: number;
  /** A sentence for operators; never holds personal data. */
  readonly detail: string;
  readonly raisedAt: string;
  readonly lastSeenAt: string;
  /** null while it is open. */
  readonly clearedAt: string | null;
}

export interface AlertQuery {
  readonly integration: string;
  /** Only open or only cleared ones; undefined = both. */
  readonly open?: boolean | undefined;
  readonly cursor?: string | undefined;
  readonly limit: number;
}

/** What is wrong beyond a single run, until it is right again. All instants are UTC ISO texts. */
export interface AlertStore {
  /** Opens an alert, or says of the open one that it was seen again. @returns whether it is new */
  raiseAlert(alert: AlertKey & { readonly detail: string }, at: string): Promise<boolean>;
  /**
   * Closes the open alerts of a kind and these units that were last seen before `seenBefore` (default: whenever seen).
   * @returns the units that were closed
   */
  clearAlerts(
    alerts: Omit<AlertKey, 'unit'> & { readonly units: readonly string[] },
    at: string,
    seenBefore?: string,
  ): Promise<string[]>;
  /** Newest first. */
  listAlerts(query: AlertQuery): Promise<Page<AlertRow>>;
  /** Open alerts of an integration, by kind. */
  openAlerts(integration: string): Promise<Record<string, number>>;
}
