import { afterEach, beforeEach, expect, test } from 'vitest';
import { parseDay } from '../../src-main/lib/day';
import { bestTime } from '../../src-main/work/scheduling/best-time';
import { type TemporaryStore, temporaryStore } from '../support/store-builder';

let temporary: TemporaryStore;
beforeEach(() => {
  temporary = temporaryStore();
  // A company whose clocks are nine hours ahead.
  temporary.store.db.client.exec(
    "replace into sync_state (id, raw_event_days, zone) values (1, 90, 'Asia/Tokyo')",
  );
});
afterEach(() => temporary.remove());

const account = 7;
const now = Date.parse('2026-11-27T12:00Z');
const hours = { weekdays: [1, 2, 3, 4, 5], holidays: ['2026-11-30'], from: 540, until: 1080 };
const time = () => bestTime(temporary.store.read, account, hours, now);
const iso = (instant: number) => new Date(instant).toISOString().slice(0, 16);

/** One event of each of these people in that hour of UTC, with that feature, on so many days. */
function work(days: number, people: number[], hour: number, feature = 1): void {
  const count = people.length;
  const columns = [...people, ...people.map(() => feature), ...people.map(() => hour * 3_600_000)];
  const insert = temporary.store.db.client.prepare(
    'insert into activity_events (organization_id, day, rows, payload) values (?, ?, ?, ?)',
  );
  for (let day = 1; day <= days; day++) {
    insert.run(account, parseDay('2026-11-27') - day, count, Buffer.from(new Int32Array(columns).buffer));
  }
}

test('an account is reached on the next working day in the hour in which most of its people are at work', () => {
  work(12, [1, 2, 3, 4], 5);
  expect(iso(time().schedule.at)).toBe('2026-12-01T05:00');
  expect(time().words).toBe(
    'At 14:00 most of the account’s people are at work, by 48 hours of use on 12 days.',
  );
});

test('what machines and the company’s own staff do tells nothing of it', () => {
  work(12, [1, 2, 3, 4], 5);
  const { client } = temporary.store.db;
  client.exec(
    "insert into features (feature_id, external_id, name, kind, is_machine) values (1, 'f', 'API', 'core', 1)",
  );
  expect(time().words).toMatch(/^Too little use to tell a best hour: 0 hours of use on 0 days/);
});

test('with too little use to tell, it goes as soon as people work, and says so', () => {
  work(3, [1, 2, 3, 4], 5);
  expect(iso(time().schedule.at)).toBe('2026-12-01T00:00');
  expect(time().words).toMatch(/12 hours of use on 3 days.*as soon as people work\.$/);
});

test('without a day that is worked it is refused in words', () => {
  expect(() => bestTime(temporary.store.read, account, { ...hours, weekdays: [] }, now)).toThrow(
    'No day is a working day',
  );
});
