import type { HeadlineRow, StoredChance } from '../risk/headlines';
import { headlineColumns } from '../risk/headlines';
import type { ReadDb, Tx } from '../types';
import { type PreviousSummary, previousColumns } from './past-scores';
import { readStoredSpells, type StoredSpells } from './spells';

/** What is stored of some accounts before they are scored anew, by account. */
export interface StoredBefore {
  readonly summaries: ReadonlyMap<number, PreviousSummary>;
  readonly headlines: ReadonlyMap<number, HeadlineRow>;
  readonly chances: ReadonlyMap<number, StoredChance>;
  readonly spells: StoredSpells;
  /** Payloads of `account_days` of the months asked for, by month and account. */
  readonly months: ReadonlyMap<number, ReadonlyMap<number, Uint8Array>>;
}

/** A query for each table: one for each account would cost more than what it finds. */
export function readStoredBefore(
  db: ReadDb | Tx,
  ids: readonly number[],
  months: readonly number[],
): StoredBefore {
  const list = JSON.stringify(ids);
  return {
    summaries: byAccount<PreviousSummary>(db, previousColumns, 'account_summaries', list),
    headlines: byAccount<HeadlineRow>(db, headlineColumns, 'account_headlines', list),
    chances: byAccount<StoredChance>(
      db,
      'p30, p90, p180, top_reason as chanceReason, model_version as chanceVersion',
      'churn_forecasts',
      list,
    ),
    spells: readStoredSpells(db, ids),
    months: new Map([...new Set(months)].map((month) => [month, readPayloads(db, list, month)])),
  };
}

function readPayloads(db: ReadDb | Tx, ids: string, month: number): Map<number, Uint8Array> {
  return new Map(
    db
      .prepared<[string, number], [number, Uint8Array]>(
        `select organization_id, payload from account_days
         where organization_id in (select value from json_each(?)) and month = ?`,
      )
      .raw()
      .all(ids, month),
  );
}

type Table = 'account_summaries' | 'account_headlines' | 'churn_forecasts';

function byAccount<Row>(db: ReadDb | Tx, columns: string, table: Table, ids: string): Map<number, Row> {
  const rows = db
    .prepared<[string], Row & { id: number }>(
      `select organization_id as id, ${columns} from ${table} where organization_id in (select value from json_each(?))`,
    )
    .all(ids);
  return new Map(rows.map((row) => [row.id, row]));
}
