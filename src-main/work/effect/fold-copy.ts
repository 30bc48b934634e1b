import type { Firing, RuleCta } from '../../engines/effect/deeds';
import { foldDeeds } from '../../engines/effect/fold-deeds';
import { type MeansToMeasure, meansOf } from '../../engines/effect/means-of-deeds';
import { lookedFrom } from '../../engines/effect/weekly-look';
import { companyCalendar } from '../../store/copy/company-calendar';
import {
  type ReadChunk,
  readDraws,
  readEntries,
  readFirings,
  readRuleCtas,
  readRuns,
} from '../../store/effect/read-deeds';
import type { ReadDb } from '../../store/types';

const rowsAtOnce = 4_000;

/** What was done, as the copy has it: of each means, and of rules what a weekly look needs. */
export interface FoldedCopy {
  readonly means: readonly MeansToMeasure[];
  readonly ctas: readonly RuleCta[];
  /** The latest weeks'. */
  readonly firings: readonly Pick<Firing, 'rule' | 'account' | 'day'>[];
}

/** Folds the rows of the copy through a day, a few thousand at a time; yields after each. @param through the last whole day */
export function* foldCopy(db: ReadDb, through: number): Generator<undefined, FoldedCopy> {
  const fold = foldDeeds();
  const firings: Pick<Firing, 'rule' | 'account' | 'day'>[] = [];
  const ctas: RuleCta[] = [];
  const from = lookedFrom(through);
  const isOver = ({ day }: { readonly day: number }) => day <= through;
  yield* eachRow(db, readFirings, (row) => {
    if (!isOver(row)) return;
    fold.firing(row);
    if (row.day >= from) firings.push({ rule: row.rule, account: row.account, day: row.day });
  });
  yield* eachRow(db, readRuns, (row) => isOver(row) && fold.run(row));
  yield* eachRow(db, readEntries, (row) => isOver(row) && fold.entry(row));
  yield* eachRow(db, readDraws, (row) => isOver(row) && fold.draw(row));
  yield* eachRow(db, readRuleCtas, (row) => row.openedOn <= through && ctas.push(row));
  const means = meansOf(fold.deeds());
  return { means, ctas, firings };
}

function* eachRow<Row>(
  db: ReadDb,
  read: ReadChunk<Row>,
  take: (row: Row) => unknown,
): Generator<undefined, void> {
  const calendar = companyCalendar(db);
  let after: number | null = -1;
  while (after !== null) {
    const { rows, last } = read(db, calendar, after, rowsAtOnce);
    for (const row of rows) take(row);
    after = last;
    yield;
  }
}
