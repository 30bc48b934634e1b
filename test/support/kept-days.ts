import { type DayFact, dayFacts } from '../../src-main/lib/account-days/day-facts';
import {
  createDaysPage,
  type DaysPage,
  daysOf,
  factOn,
  rawsOn,
} from '../../src-main/lib/account-days/days-page';
import { unpackDays } from '../../src-main/lib/account-days/pack-days';
import { putMonth } from '../../src-main/store/scores/account-days';
import { type PastScore, scoreOn } from '../../src-main/store/scores/past-scores';
import type { Store } from '../../src-main/store/types';
import { writeTransaction } from '../../src-main/store/write-transaction';

export interface KeptDay {
  readonly id: number;
  readonly day: number;
  /** Null where no score was made. */
  readonly score: PastScore | null;
  readonly facts: Readonly<Record<DayFact, number>>;
  /** Null where they are no longer kept. */
  readonly raws: Float64Array | null;
}

interface MonthRow {
  readonly id: number;
  readonly month: number;
  readonly payload: Uint8Array;
}

/** Every day that is kept of any account, by account and day. */
export function keptDays({ read }: Pick<Store, 'read'>): KeptDay[] {
  const page = createDaysPage();
  return monthsOf({ read }).flatMap(({ id, month, payload }) => {
    unpackDays(payload, month, page);
    return daysOf(page).map((day) => keptDay(page, id, day));
  });
}

/** Those that have a score, with it. */
export function keptScores(store: Pick<Store, 'read'>): { id: number; day: number; score: number }[] {
  return keptDays(store).flatMap(({ id, day, score }) =>
    score === null ? [] : [{ id, day, score: score.score }],
  );
}

/** Changes the months of all accounts as a test wants them. */
export function changeMonths(
  store: Pick<Store, 'db' | 'read'>,
  change: (page: DaysPage, id: number) => void,
): void {
  const page = createDaysPage();
  const rows = monthsOf(store);
  writeTransaction(store, 'test.months', (tx) => {
    for (const { id, month, payload } of rows) {
      unpackDays(payload, month, page);
      change(page, id);
      putMonth(tx, id, page);
    }
  });
}

function monthsOf({ read }: Pick<Store, 'read'>): MonthRow[] {
  return read
    .prepared<[], MonthRow>('select organization_id as id, month, payload from account_days order by 1, 2')
    .all();
}

function keptDay(page: DaysPage, id: number, day: number): KeptDay {
  const facts = Object.fromEntries(
    Object.keys(dayFacts).map((fact) => [fact, factOn(page, day, fact as DayFact)]),
  ) as Record<DayFact, number>;
  return { id, day, score: scoreOn(page, day), facts, raws: rawsOn(page, day) };
}
