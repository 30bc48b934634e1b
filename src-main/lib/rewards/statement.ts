import type { LedgerKind } from '../../../src-preload/contract/rewards/rewards';

/** A row of an account's ledger; days are whole days since 1970. */
export interface LedgerOfAccount {
  /** The order in which the company wrote it. */
  readonly row: number;
  readonly id: string;
  readonly kind: LedgerKind;
  readonly points: number;
  /** Above 0: a debt that was made; below: what was settled of one. */
  readonly owed: number;
  /** The row that brought the points in; null: this one does, or touches none. */
  readonly lot: number | null;
  readonly lastDay: number | null;
  readonly reversalOf: number | null;
  readonly day: number;
  readonly item: string | null;
  readonly reason: string | null;
  readonly author: string;
}

type Summed = Pick<LedgerOfAccount, 'row' | 'points' | 'owed'>;

/** A row of a statement: the ledger's, with the sums up to it. */
type StatementRow<Row extends Summed> = Row & {
  /** The sum of all points up to this row. */
  readonly balanceAfter: number;
  readonly owedAfter: number;
};

/** The ledger in the order in which it was written, with running sums: nothing of them is stored. */
export function statementOf<Row extends Summed>(ledger: readonly Row[]): StatementRow<Row>[] {
  let balanceAfter = 0;
  let owedAfter = 0;
  return [...ledger]
    .sort((a, b) => a.row - b.row)
    .map((row) => {
      balanceAfter += row.points;
      owedAfter += row.owed;
      return { ...row, balanceAfter, owedAfter };
    });
}
