import { eq, type SQL } from 'drizzle-orm';
import type { CodedWords } from '../../engines/rules/fact-columns';
import { managers, organizations } from '../schema/company';
import { accountSummaries } from '../schema/health';
import { accountHeadlines, churnForecasts } from '../schema/risk';
import type { ReadDb } from '../types';

type PlaceOf = (organizationId: number) => number | undefined;
type Value = number | string | null;

/** Figures of all accounts now; NaN where not known. */
export function readFactNow({ db, ids }: Now, value: SQL, placeOf: PlaceOf): Float64Array {
  const figures = new Float64Array(ids.length).fill(Number.NaN);
  for (const [id, figure] of valuesNow(db, value)) {
    const place = placeOf(id);
    if (place !== undefined && figure !== null) figures[place] = Number(figure);
  }
  return figures;
}

interface Now {
  readonly db: ReadDb;
  readonly ids: readonly number[];
}

/** Texts of all accounts now; one of nothing but space is not known. */
export function readWordsNow({ db, ids }: Now, value: SQL, placeOf: PlaceOf): CodedWords {
  const codes = new Int32Array(ids.length).fill(-1);
  const words = new Map<string, number>();
  for (const [id, word] of valuesNow(db, value)) {
    const place = placeOf(id);
    if (place === undefined || word === null || String(word).trim() === '') continue;
    const code = words.get(String(word)) ?? words.size;
    words.set(String(word), code);
    codes[place] = code;
  }
  return { codes, words: [...words.keys()] };
}

/** Past drizzle's own reading, which makes an object of every row. */
function valuesNow(db: ReadDb, value: SQL): IterableIterator<[number, Value]> {
  const { sql, params } = db
    .select({ id: organizations.organizationId, value })
    .from(organizations)
    .leftJoin(accountSummaries, eq(accountSummaries.organizationId, organizations.organizationId))
    .leftJoin(accountHeadlines, eq(accountHeadlines.organizationId, organizations.organizationId))
    .leftJoin(churnForecasts, eq(churnForecasts.organizationId, organizations.organizationId))
    .leftJoin(managers, eq(managers.managerId, organizations.ownerId))
    .toSQL();
  return db
    .prepared<unknown[], [number, Value]>(sql)
    .raw()
    .iterate(...params);
}
