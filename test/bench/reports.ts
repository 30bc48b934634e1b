import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { openStore } from '../../src-main/store/file/open';
import { bookReport } from '../../src-main/work/reports/book-report';
import { cohortReport } from '../../src-main/work/reports/cohort-report';
import { renewalReport } from '../../src-main/work/reports/renewal-report';
import { revenueReport } from '../../src-main/work/reports/revenue-report';
import type { RevenueMonth } from '../../src-preload/contract/reports/revenue';
import { type BenchRow, comparison, figure } from './bench-row';
import { type DuckDb, openDuckDb } from './duckdb-features';
import { fillRevenue, paidTerms } from './synthetic-revenue';
import { median, seconds, size } from './timing';

/** 30 September 2026: a month's last day, so that the last month is whole. */
const asOf = 20_726;
const months = 36;
const runs = 3;

/** The movements of a month as the peer has them. */
interface PeerMonth {
  readonly opening: number;
  readonly closing: number;
  readonly new: number;
  readonly expansion: number;
  readonly reactivation: number;
  readonly contraction: number;
  readonly churn: number;
}

/** Reports over a large company, the movements of its revenue beside DuckDB on one thread. */
export async function benchReports(log: (text: string) => void): Promise<BenchRow[]> {
  const accounts = size('REPORT_ACCOUNTS', 100_000);
  const folder = mkdtempSync(join(tmpdir(), 'steward-bench-'));
  const store = openStore({ file: join(folder, 'steward.db'), key: Buffer.alloc(32, 7), now: () => 0 });
  try {
    fillRevenue(store, accounts, asOf);
    const peerFile = join(folder, 'peer.duckdb');
    const terms = await fillPeer(peerFile, accounts);
    log(`${accounts} accounts with ${terms} subscriptions are written`);
    const ours: number[] = [];
    const theirs: number[] = [];
    for (let run = 0; run < runs; run++) {
      const own = await seconds(() => revenueReport(store.read, { months, rates: 'opening' }, asOf));
      const peer = await openDuckDb(peerFile);
      await peer.run('SET threads TO 1');
      const found = await seconds(() => peerMonths(peer));
      peer.close();
      requireSame(own.result.months, found.result);
      ours.push(own.seconds);
      theirs.push(found.seconds);
    }
    const cohorts = await seconds(() => cohortReport(store.read, { months }, asOf));
    const renewals = await seconds(() => renewalReport(store.read, {}, asOf));
    const books = await seconds(() => bookReport(store.read, asOf, Date.now()));
    return [
      comparison(
        `movements of the MRR of ${accounts} accounts over ${months} months`,
        median(ours),
        's',
        { name: 'DuckDB, one thread', value: median(theirs) },
        '<= 2',
      ),
      figure('cohorts of the same', cohorts.seconds, 's'),
      figure('renewals of the same', renewals.seconds, 's'),
      figure('books of the same', books.seconds, 's'),
    ];
  } finally {
    store.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @returns the number of subscriptions */
async function fillPeer(file: string, accounts: number): Promise<number> {
  const instance = await DuckDBInstance.create(file);
  const connection = await instance.connect();
  await connection.run(
    'CREATE TABLE subscriptions (organization_id INTEGER, started_on INTEGER, ended_on INTEGER, mrr INTEGER)',
  );
  const appender = await connection.createAppender('subscriptions');
  let rows = 0;
  for (let id = 1; id <= accounts; id++) {
    for (const { startedOn, endedOn, mrr } of paidTerms(id, asOf)) {
      for (const value of [id, startedOn, endedOn, mrr]) {
        if (value === null) appender.appendNull();
        else appender.appendInteger(value);
      }
      appender.endRow();
      rows += 1;
    }
  }
  appender.closeSync();
  await connection.run('CHECKPOINT');
  connection.closeSync();
  instance.closeSync();
  return rows;
}

/** The same movements in SQL. Nothing of what Steward knows of gaps, trials, notices, credits and rates: this company has none. */
const movementSql = `
  WITH ends AS (
    SELECT n, date_diff('day', DATE '1970-01-01', last_day(DATE '2026-09-30' - to_months(${months} - n))) AS day
      FROM range(0, ${months + 1}) AS r(n)
  ), at_end AS (
    SELECT organization_id, n, sum(CASE WHEN started_on <= day AND (ended_on IS NULL OR day < ended_on) THEN mrr ELSE 0 END) AS mrr,
           bool_or(started_on <= day) AS has_paid
      FROM subscriptions CROSS JOIN ends GROUP BY organization_id, n
  ), moved AS (
    SELECT n, mrr AS closing, lag(mrr) OVER w AS opening, lag(has_paid) OVER w AS had_paid
      FROM at_end WINDOW w AS (PARTITION BY organization_id ORDER BY n)
  )
  SELECT n, sum(opening) AS opening, sum(closing) AS closing,
         sum(CASE WHEN opening = 0 AND NOT had_paid THEN closing ELSE 0 END) AS new,
         sum(CASE WHEN opening > 0 AND closing > opening THEN closing - opening ELSE 0 END) AS expansion,
         sum(CASE WHEN opening = 0 AND had_paid THEN closing ELSE 0 END) AS reactivation,
         sum(CASE WHEN closing > 0 AND closing < opening THEN closing - opening ELSE 0 END) AS contraction,
         sum(CASE WHEN closing = 0 THEN -opening ELSE 0 END) AS churn
    FROM moved WHERE n > 0 GROUP BY n ORDER BY n`;

async function peerMonths(peer: DuckDb): Promise<PeerMonth[]> {
  const rows = await peer.rows(movementSql);
  return rows.map((row) => ({
    ...{ opening: Number(row.opening), closing: Number(row.closing), new: Number(row.new) },
    ...{ expansion: Number(row.expansion), reactivation: Number(row.reactivation) },
    ...{ contraction: Number(row.contraction), churn: Number(row.churn) },
  }));
}

/** One that differs is a fault, and no figure. */
function requireSame(own: readonly RevenueMonth[], found: readonly PeerMonth[]): void {
  const ours = own.map(({ opening, closing, movements }): PeerMonth => {
    const amount = (kind: keyof typeof movements) => movements[kind]?.amount ?? 0;
    return {
      ...{ opening, closing, new: amount('new'), expansion: amount('expansion') },
      ...{ reactivation: amount('reactivation'), contraction: amount('contraction'), churn: amount('churn') },
    };
  });
  if (JSON.stringify(ours) !== JSON.stringify(found)) {
    const at = ours.findIndex((month, place) => JSON.stringify(month) !== JSON.stringify(found[place]));
    throw new Error(
      `month ${at + 1} differs: ${JSON.stringify(ours[at])} here, ${JSON.stringify(found[at])} there`,
    );
  }
}
