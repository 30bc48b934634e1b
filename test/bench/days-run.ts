// A process of its own, so that its memory and its file are its own:
//   run-ts.mjs test/bench/days-run.ts keep FILE ORGANIZATIONS NIGHTS   keeps nights of a scored store as rows and as pages
import { measureCount } from '../../src-main/engines/health/measures';
import {
  createDaysPage,
  type DaysPage,
  factOn,
  rawsOn,
  resetDaysPage,
} from '../../src-main/lib/account-days/days-page';
import { addDays } from '../../src-main/lib/account-days/merge-days';
import { unpackDays } from '../../src-main/lib/account-days/pack-days';
import { instantOfDay, monthOf } from '../../src-main/lib/day';
import { openStore } from '../../src-main/store/file/open';
import { putDay } from '../../src-main/store/scores/account-days';
import type { Store, Tx } from '../../src-main/store/types';
import { bulkTransaction } from '../../src-main/store/write-transaction';

export interface KeptFigures {
  /** Of one night over all accounts, the median of all nights. */
  readonly rowSeconds: number;
  readonly pageSeconds: number;
  /** Of all nights, in the file. */
  readonly rowBytes: number;
  readonly pageBytes: number;
}

const key = new Uint8Array(32).fill(7);
const [, file = '', organizations = '0', nights = '0'] = process.argv.slice(2);
const ids = Array.from({ length: Number(organizations) }, (_, i) => i + 1);
const accountsAtOnce = 200;
const room = createDaysPage();

const store = openStore({ file, key, now: () => instantOfDay(20_590) });
process.stdout.write(`${JSON.stringify(keep(store))}\n`);
store.close();

/** Whatever a store was filled with, written once more night by night: as a row for each account and day, and as pages. */
function keep(store: Store): KeptFigures {
  const months = readAll(store);
  const last = Math.max(...[...months.values()].flat().map(({ firstDay }) => firstDay)) - 1;
  const days = Array.from({ length: Number(nights) }, (_, i) => last - Number(nights) + 1 + i);
  const { client } = store.db;
  client.exec(`create table peer_rows (organization_id integer not null, as_of integer not null, score real not null,
    confidence real not null, band text not null, config_version integer not null, profile text not null, payload blob not null,
    primary key (organization_id, as_of))`);
  const size = () => Number(client.pragma('page_count', { simple: true })) * 16_384;
  const free = () => Number(client.pragma('freelist_count', { simple: true })) * 16_384;
  client.exec('delete from account_days');
  client.exec('vacuum');
  const empty = size();
  const rowSeconds = days.map((day) => night(store, (id) => rowOf(id, dayOf(months, id, day)), putRows));
  const withRows = size() - free();
  const pageSeconds = days.map((day) => night(store, (id) => pageOf(id, dayOf(months, id, day)), putPages));
  return {
    rowSeconds: median(rowSeconds),
    pageSeconds: median(pageSeconds),
    rowBytes: withRows - empty,
    pageBytes: size() - free() - withRows,
  };
}

function readAll({ read }: Store): Map<number, DaysPage[]> {
  const rows = read
    .prepared<[], { id: number; month: number; payload: Uint8Array }>(
      'select organization_id as id, month, payload from account_days order by 1, month desc',
    )
    .all();
  const months = new Map<number, DaysPage[]>();
  for (const { id, month, payload } of rows) {
    const own = months.get(id) ?? [];
    // The last whole months are enough.
    if (own.length >= 3) continue;
    const page = createDaysPage();
    unpackDays(payload, month, page);
    months.set(id, [...own, page]);
  }
  return months;
}

interface Day {
  readonly day: number;
  readonly page: DaysPage;
}

function dayOf(months: ReadonlyMap<number, readonly DaysPage[]>, id: number, day: number): Day | null {
  const page = months.get(id)?.find(({ month }) => month === monthOf(day));
  return page === undefined || Number.isNaN(factOn(page, day, 'score')) ? null : { day, page };
}

/** What is to be kept is made first: the time is that of keeping it. */
function night<One>(
  store: Store,
  make: (id: number) => One | null,
  put: (tx: Tx, made: readonly One[]) => void,
): number {
  let taken = 0;
  for (let at = 0; at < ids.length; at += accountsAtOnce) {
    const made = ids.slice(at, at + accountsAtOnce).flatMap((id) => make(id) ?? []) as One[];
    const began = performance.now();
    bulkTransaction(store, 'bench.night', (tx) => put(tx, made));
    taken += performance.now() - began;
  }
  return taken / 1000;
}

type Row = readonly [
  id: number,
  day: number,
  score: number,
  confidence: number,
  version: number,
  payload: Uint8Array,
];

/** As it was: a row with the score, its rules and the packed raw values. */
function rowOf(id: number, kept: Day | null): { readonly row: Row } | null {
  const raws = kept === null ? null : rawsOn(kept.page, kept.day);
  if (kept === null || raws === null) return null;
  const known = raws.subarray(0, measureCount).filter((raw) => !Number.isNaN(raw));
  const payload = new Uint8Array(9 + 8 * known.length);
  payload.set(new Uint8Array(known.buffer), 9);
  const fact = (name: 'score' | 'confidence' | 'configVersion') => factOn(kept.page, kept.day, name);
  return {
    row: [id, kept.day, fact('score') / 10, fact('confidence') / 1e6, fact('configVersion'), payload],
  };
}

function putRows(tx: Tx, made: readonly { readonly row: Row }[]): void {
  const insert = tx.prepared(`insert into peer_rows values (?, ?, ?, ?, 'healthy', ?, 'default', ?)`);
  for (const { row } of made) insert.run(...row);
}

interface DayPage {
  readonly id: number;
  readonly one: DaysPage;
}

/** As it is: the day with all its facts goes behind those of its month. */
function pageOf(id: number, kept: Day | null): DayPage | null {
  if (kept === null) return null;
  const one = createDaysPage();
  resetDaysPage(one, monthOf(kept.day));
  const { days, explained } = kept.page;
  const only = 1 << (kept.day - kept.page.firstDay);
  kept.page.days = only;
  kept.page.explained = explained & only;
  addDays(one, kept.page);
  Object.assign(kept.page, { days, explained });
  return { id, one };
}

function putPages(tx: Tx, made: readonly DayPage[]): void {
  for (const { id, one } of made) putDay(tx, id, one, room);
}

function median(values: readonly number[]): number {
  return values.toSorted((left, right) => left - right)[Math.floor(values.length / 2)] ?? 0;
}
