import type { Evidence } from '../../rules/calls/evidence.ts';
import type { Normaliser } from '../../rules/calls/normalise.ts';
import type { CallWindow } from '../../schemas/calls.ts';
import type { WindowCursor, WindowKey } from '../../stores/calls/contract.ts';
import type { DialerRange } from './dialer/client.ts';

/** One reading of a window that is to be made. */
export interface Pass {
  readonly key: WindowKey;
  readonly window: CallWindow;
  readonly range: DialerRange;
  readonly pageSize: number;
  /** The vendor's count of the window, if it gives one. */
  readonly expectedTotal: number | null;
  /** More rows than this in a window of unknown size: it must be split. */
  readonly mostRows: number;
  readonly cursor: WindowCursor;
  readonly normalise: Normaliser;
  readonly signal: AbortSignal;
  /** Called after each write with where the pass stands. */
  readonly onProgress: (cursor: WindowCursor) => void;
}

/** Why a pass stopped before a proven end. */
export type StopReason = 'empty-page-before-end' | 'repeating-page' | 'too-many-rows';

export interface PassReport {
  readonly proven: boolean;
  /** The vendor said "no such page" instead of showing an empty one: believed only if the counts agree (5.1). */
  readonly endedByRefusal: boolean;
  readonly stopped: { readonly reason: StopReason; readonly page: number } | null;
  /** Calls that only this pass found. */
  readonly added: number;
  /** A call was met twice. */
  readonly repeated: boolean;
  /** Distinct strangers of the window. */
  readonly strangers: number;
  /** Ids of the window seen in this pass; null when the pass went on where an earlier attempt had stopped. */
  readonly seen: ReadonlySet<string> | null;
  /** What the rows that this attempt read show of the vendor's habits. */
  readonly evidence: Evidence;
}
