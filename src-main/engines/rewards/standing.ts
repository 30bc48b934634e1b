/** A row of the ledger, as far as it counts. */
export interface LedgerRow {
  /** The order in which the company wrote it. */
  readonly row: number;
  readonly points: number;
  /** Above 0: a debt that was made; below: what was settled of one. */
  readonly owed: number;
  /** The row that brought the points in; null: this one does, or touches none. */
  readonly lot: number | null;
  /** Of a lot, the last day on which its points can be used; null: any. Whole days since 1970. */
  readonly lastDay: number | null;
}

/** Points that came in together and what is left of them. */
export interface Lot {
  readonly row: number;
  readonly left: number;
  readonly lastDay: number | null;
}

/** How an account stands on a day. */
export interface Standing {
  /** What it can spend that day; points that ran out and were not written off yet are not in it. */
  readonly balance: number;
  readonly owed: number;
  /** Those that have points on that day, in the order in which they are used. */
  readonly lots: readonly Lot[];
}

/** Of a whole ledger, in any order. @param today whole days since 1970 */
export function standingOn(ledger: readonly LedgerRow[], today: number): Standing {
  const left = new Map<number, number>();
  let owed = 0;
  for (const { row, points, lot, owed: debt } of ledger) {
    const key = lot ?? row;
    left.set(key, (left.get(key) ?? 0) + points);
    owed += debt;
  }
  const lots = ledger
    .filter(({ lot, points }) => lot === null && points > 0)
    .map(({ row, lastDay }) => ({ row, lastDay, left: left.get(row) ?? 0 }))
    .filter((lot) => lot.left > 0 && (lot.lastDay === null || lot.lastDay >= today))
    .sort(
      (a, b) =>
        (a.lastDay ?? Number.POSITIVE_INFINITY) - (b.lastDay ?? Number.POSITIVE_INFINITY) ||
        a.row - b.row ||
        0,
    )
    .map((lot) => ({ row: lot.row, left: lot.left, lastDay: lot.lastDay }));
  return { balance: lots.reduce((sum, lot) => sum + lot.left, 0), owed, lots };
}

/** Points that run out within so many days, and the first day on which they are gone no later; null: none do. */
export function runningOut(
  { lots }: Standing,
  today: number,
  noticeDays: number,
): { readonly points: number; readonly lastDay: number } | null {
  const soon = lots.filter(({ lastDay }) => lastDay !== null && lastDay <= today + noticeDays);
  const [first] = soon;
  if (first?.lastDay == null) return null;
  return { points: soon.reduce((sum, lot) => sum + lot.left, 0), lastDay: first.lastDay };
}
