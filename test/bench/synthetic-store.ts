import type { DailyPage } from '../../src-main/lib/activity-page';
import { instantOfDay } from '../../src-main/lib/day';
import type { Store, Tx } from '../../src-main/store/types';
import { writeTransaction } from '../../src-main/store/write-transaction';
import {
  featureCount,
  featureKind,
  firstUserOf,
  type UsageShape,
  usagePages,
  usersOf,
} from './synthetic-usage';

/** Fills an empty store with made-up accounts, their contacts, contracts, tickets, answers and daily rollups. */
export function fillStore(store: Store, shape: UsageShape): { users: number; rollups: number } {
  let users = 0;
  let rollups = 0;
  writeFeatures(store);
  for (let from = 1; from <= shape.organizations; from += 500) {
    writeTransaction(store, 'bench.fill', (tx) => {
      const page = tx.prepared(
        'INSERT INTO activity_daily (organization_id, day, period_days, rows, events, payload) VALUES (?, ?, 1, ?, ?, ?)',
      );
      for (let id = from; id < from + 500 && id <= shape.organizations; id++) {
        writeAccount(tx, shape, id);
        users += usersOf(id);
        for (const { day, page: entries } of usagePages(shape, id)) {
          const events = entries.events.reduce((sum, count) => sum + count, 0);
          page.run(id, day, entries.rows, events, packDailyPage(entries));
          rollups += entries.rows;
        }
      }
    });
  }
  return { users, rollups };
}

function writeFeatures(store: Store): void {
  writeTransaction(store, 'bench.features', (tx) => {
    const feature = tx.prepared(
      'INSERT INTO features (feature_id, external_id, name, kind) VALUES (?, ?, ?, ?)',
    );
    for (let id = 1; id <= featureCount; id++) feature.run(id, `f${id}`, `Feature ${id}`, featureKind(id));
  });
}

/** A year old, one plan with a fifth more seats than people, a ticket and an answer now and then. */
function writeAccount(tx: Tx, { firstDay, days }: UsageShape, id: number): void {
  const created = instantOfDay(firstDay - 365);
  const people = usersOf(id);
  const first = firstUserOf(id);
  tx.prepared(
    `INSERT INTO organizations (organization_id, external_id, name, segment, lifecycle_stage, owner_id, created_at)
     VALUES (?, ?, ?, 'SMB', 'growth', 1, ?)`,
  ).run(id, `o${id}`, `Account ${id}`, created);
  const user = tx.prepared(
    `INSERT INTO users (user_id, organization_id, external_id, name, role, created_at) VALUES (?, ?, ?, ?, ?, ?)`,
  );
  for (let n = 0; n < people; n++) {
    user.run(first + n, id, `u${first + n}`, `Person ${first + n}`, n === 0 ? 'champion' : 'member', created);
  }
  tx.prepared(
    `INSERT INTO subscriptions (subscription_id, organization_id, external_id, product, started_on, mrr, quantity, unit,
       billing_months, discount, renews_on) VALUES (?, ?, ?, 'Plan', ?, ?, ?, 'users', 12, 0, ?)`,
  ).run(id, id, `s${id}`, firstDay - 365, people * 90, Math.ceil(people * 1.2), firstDay + days + (id % 365));
  const last = firstDay + days - 1;
  tx.prepared(
    `INSERT INTO support_tickets (ticket_id, organization_id, external_id, subject, severity, opened_at, resolved_at, satisfaction)
     VALUES (?, ?, ?, 'Question', 'normal', ?, ?, ?)`,
  ).run(
    id,
    id,
    `t${id}`,
    instantOfDay(last - (id % 80) - 2),
    instantOfDay(last - (id % 80) - 1),
    1 + (id % 5),
  );
  tx.prepared(
    `INSERT INTO survey_responses (response_id, organization_id, user_id, external_id, kind, score, responded_at)
     VALUES (?, ?, ?, ?, 'nps', ?, ?)`,
  ).run(id, id, first, `r${id}`, id % 11, instantOfDay(last - (id % 120)));
}

/** The layout of lib/activity-page. */
function packDailyPage({ userId, featureId, events, activeUsers, value }: DailyPage): Buffer {
  return Buffer.concat(
    [userId, featureId, events, activeUsers, value].map((column) => Buffer.from(column.buffer)),
  );
}
