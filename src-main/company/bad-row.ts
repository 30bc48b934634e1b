import type { SetAsideRow } from './set-aside-file';

/** A row that is not taken, and why. */
export interface BadRow extends SetAsideRow {
  /** The reason without the row's own cell, to count by. */
  readonly kind: string;
  /** The unknown id, where the reason is about one. */
  readonly key: string | undefined;
}
