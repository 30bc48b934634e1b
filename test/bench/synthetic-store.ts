import type { DailyPage } from '../../src-main/lib/activity-page';
import { instantOfDay } from '../../src-main/lib/day';
import { putPages } from '../../src-main/store/copy/pages';
import type { Store, Tx } from '../../src-main/store/types';
import { writeTransaction } from '../../src-main/store/write-transaction';
import {
  featureCount,
  featureKind,
  firstUserOf,
  type UsageShape,
  usageOn,
  usagePages,
  usersOf,
} from './synthetic-usage';

/** Organizations written in one transaction. */
const atOnce = 500;

/** Fills an empty store with made-up accounts, their contacts, contracts, tickets, answers and daily rollups. */
export function fillStore(store: Store, shape: UsageShape): { users: number; rollups: number } {
  let users = 0;
  let rollups = 0;
  writeTransaction(store, 'bench.features', writeFeatures);
  inChunks(store, shape, (tx, id) => {
    writeAccount(tx, shape, id);
    users += usersOf(id);
    for (const { day, page } of usagePages(shape, id)) {
      writePage(tx, id, day, page);
      rollups += page.rows;
    }
  });
  return { users, rollups };
}

/** One more day of these accounts, or of every one, as a pull would write it. */
export function addDay(store: Store, shape: UsageShape, day: number, only?: readonly number[]): void {
  const wanted = only === undefined ? null : new Set(only);
  inChunks(store, shape, (tx, id) => {
    if (wanted !== null && !wanted.has(id)) return;
    const page = usageOn(id, day);
    if (page.rows > 0) writePage(tx, id, day, page);
  });
}

function inChunks(store: Store, { organizations }: UsageShape, write: (tx: Tx, id: number) => void): void {
  for (let from = 1; from <= organizations; from += atOnce) {
    writeTransaction(store, 'bench.fill', (tx) => {
      for (let id = from; id < from + atOnce && id <= organizations; id++) write(tx, id);
    });
  }
}

function writePage(tx: Tx, organizationId: number, day: number, page: DailyPage): void {
  const events = page.events.reduce((sum, count) => sum + count, 0);
  const row = { organizationId, day, periodDays: 1, rows: page.rows, events, payload: packDailyPage(page) };
  putPages(tx, 'live', 'activity_daily', [row]);
}

/** The layout of lib/activity-page. */
function packDailyPage({ userId, featureId, events, activeUsers, value }: DailyPage): Buffer {
  const columns = [userId, featureId, events, activeUsers, value];
  return Buffer.concat(columns.map((column) => Buffer.from(column.buffer)));
}

function writeFeatures(tx: Tx): void {
  const feature = tx.prepared(
    'INSERT INTO features (feature_id, external_id, name, kind) VALUES (?, ?, ?, ?)',
  );
  for (let id = 1; id <= featureCount; id++) feature.run(id, `f${id}`, `Feature ${id}`, featureKind(id));
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
    'INSERT INTO users (user_id, organization_id, external_id, name, role, created_at) VALUES (?, ?, ?, ?, ?, ?)',
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
