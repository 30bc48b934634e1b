import { starterConfig } from '../../src-main/engines/health/starter-config';
import { instantOfDay } from '../../src-main/lib/day';
import { writeSyncState } from '../../src-main/store/copy/sync-state';
import type { Store, Tx } from '../../src-main/store/types';
import { bulkTransaction, writeTransaction } from '../../src-main/store/write-transaction';
import { drawn } from './drawn';

/** What an account paid for, one after the other. Days since 1970; null while it goes on. */
export interface PaidTerm {
  readonly startedOn: number;
  readonly endedOn: number | null;
  /** In whole units of the company's currency. */
  readonly mrr: number;
}

const years = 4;
const atOnce = 1_000;

/**
 * What an account has paid for over four years: terms of half a year to a year and a half whose price mostly grows, now and
 * then a departure, and of those who left some come back after months. Drawn by the account's number.
 */
export function paidTerms(id: number, asOf: number): PaidTerm[] {
  const draw = drawn(id);
  const terms: PaidTerm[] = [];
  let mrr = 50 + Math.floor(2_000 * draw() ** 3);
  let startedOn = asOf - Math.floor(years * 365 * draw());
  for (;;) {
    const endedOn = startedOn + 180 + Math.floor(360 * draw());
    if (endedOn > asOf) return [...terms, { startedOn, endedOn: null, mrr }];
    terms.push({ startedOn, endedOn, mrr });
    const leaves = draw() < 0.15;
    if (leaves && draw() < 0.7) return terms;
    // Long enough that nobody takes it for a signature that came late.
    startedOn = leaves ? endedOn + 60 + Math.floor(140 * draw()) : endedOn;
    if (startedOn > asOf) return terms;
    mrr = Math.max(10, Math.round(mrr * (0.85 + 0.5 * draw())));
  }
}

/** Fills an empty store with accounts and what they paid for, and nothing else. */
export function fillRevenue(store: Store, accounts: number, asOf: number): void {
  for (let from = 1; from <= accounts; from += atOnce) {
    bulkTransaction(store, 'bench.revenue', (tx) => {
      for (let id = from; id < from + atOnce && id <= accounts; id++) writeAccount(tx, id, asOf);
    });
  }
  writeTransaction(store, 'bench.state', (tx) => {
    writeSyncState(tx, { snapshot: '1:1:', login: 'bench', asOf: instantOfDay(asOf) });
    tx.prepared<[string], unknown>(
      `insert or ignore into score_configs (version, config, author, note, created_at) values (1, ?, 'bench', 'start', 0)`,
    ).run(JSON.stringify(starterConfig));
  });
}

function writeAccount(tx: Tx, id: number, asOf: number): void {
  const terms = paidTerms(id, asOf);
  tx.prepared(
    `insert into organizations (organization_id, external_id, name, segment, lifecycle_stage, owner_id, created_at)
     values (?, ?, ?, ?, 'growth', ?, ?)`,
  ).run(
    ...([id, `o${id}`, `Account ${id}`, id % 3 === 0 ? 'SMB' : 'Enterprise', 1 + (id % 40)] as const),
    instantOfDay(terms[0]?.startedOn ?? asOf),
  );
  const insert = tx.prepared(
    `insert into subscriptions (organization_id, external_id, product, started_on, ended_on, mrr, quantity, unit, billing_months, discount)
     values (?, ?, 'Plan', ?, ?, ?, 10, 'users', 12, 0)`,
  );
  for (const { startedOn, endedOn, mrr } of terms)
    insert.run(id, `s${id}-${startedOn}`, startedOn, endedOn, mrr);
}
